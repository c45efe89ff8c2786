package dev.tenantry.steps.definition;

import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.resource.ResourceReconciler;
import dev.tenantry.steps.resource.TenantContext;
import java.util.List;
import java.util.Locale;

/** The resources that registrations are made of, each of which the organisation has once. */
final class RegistrationParts {
    private final TenantContext tenant;
    private final ResourceDefinitions definitions;
    private final ResourceReconciler reconciler;

    RegistrationParts(TenantContext tenant, ResourceDefinitions definitions) {
        this.tenant = tenant;
        this.definitions = definitions;
        this.reconciler = new ResourceReconciler(tenant.ledger());
    }

    /** Brings the part of this kind to the plan, and returns its SID. */
    String reconcile(StepRun run, ResourceKind kind) {
        return reconciler
                .reconcile(run, definitions.of(kind), kind.key(tenant.orgId()))
                .sid();
    }

    /**
     * Brings parts of these kinds to the plan, as far as Twilio lets them be changed: of what is approved it may take
     * no change, and then registers it as it is.
     */
    void correct(StepRun run, List<ResourceKind> kinds) {
        for (var kind : kinds) {
            try {
                reconcile(run, kind);
            } catch (PermanentFailureException | NeedsHumanException refused) {
                if (refused.twilioCode().isEmpty()) {
                    throw refused;
                }
                run.report(
                        "Twilio takes no change of the " + kind.displayName().toLowerCase(Locale.ROOT)
                                + " that it approved",
                        List.of());
            }
        }
    }
}
