package dev.tenantry.steps.definition;

import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.trusthub.TrustBundles;
import dev.tenantry.twilio.trusthub.TrustPolicy;
import java.util.List;

/** The A2P trust product: who the organisation's business is for its messaging. */
final class TrustProductDefinition extends BundleDefinition {
    private final TenantContext tenant;
    private final RegistrationParts parts;

    TrustProductDefinition(TenantContext tenant, RegistrationParts parts) {
        super(tenant, TrustPolicy.A2P_MESSAGING);
        this.tenant = tenant;
        this.parts = parts;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.TRUST_PRODUCT;
    }

    @Override
    TrustBundles bundles() {
        return tenant.account().trustProducts();
    }

    @Override
    List<String> parts(StepRun run) {
        return List.of(
                parts.reconcile(run, ResourceKind.MESSAGING_PROFILE), tenant.requireSid(ResourceKind.CUSTOMER_PROFILE));
    }
}
