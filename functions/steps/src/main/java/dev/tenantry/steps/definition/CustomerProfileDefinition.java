package dev.tenantry.steps.definition;

import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.trusthub.TrustBundles;
import dev.tenantry.twilio.trusthub.TrustPolicy;
import java.util.List;

/** The customer profile: who the organisation's business is. */
final class CustomerProfileDefinition extends BundleDefinition {
    private final TenantContext tenant;
    private final RegistrationParts parts;

    CustomerProfileDefinition(TenantContext tenant, RegistrationParts parts) {
        super(tenant, TrustPolicy.CUSTOMER_PROFILE);
        this.tenant = tenant;
        this.parts = parts;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.CUSTOMER_PROFILE;
    }

    @Override
    TrustBundles bundles() {
        return tenant.account().customerProfiles();
    }

    @Override
    List<String> parts(StepRun run) {
        var primaryProfile = tenant.primaryProfileSid().get().orElseThrow(CustomerProfileDefinition::noPrimaryProfile);
        parts.reconcile(run, ResourceKind.BUSINESS_ADDRESS);
        return List.of(
                parts.reconcile(run, ResourceKind.ADDRESS_DOCUMENT),
                parts.reconcile(run, ResourceKind.BUSINESS_INFORMATION),
                parts.reconcile(run, ResourceKind.REPRESENTATIVE),
                primaryProfile);
    }

    /** Erases the data of the business: nobody needs them any more, whatever Twilio keeps. */
    @Override
    public void eraseStoredData(StepRun run) {
        run.checkSafePoint();
        tenant.businesses().erase(tenant.orgId());
    }

    private static NeedsHumanException noPrimaryProfile() {
        return new NeedsHumanException(FailureDetails.of(
                "Customer profiles need the operator's own primary profile, and its SID is not known here.",
                "Operator: have the primary customer profile approved in the Twilio Console, set its SID as"
                        + " PrimaryProfileSid of the stack, then retry the job."));
    }
}
