package dev.tenantry.steps.definition;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.engine.TwilioResource;
import dev.tenantry.steps.resource.Difference;
import dev.tenantry.steps.resource.ResourceDefinition;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.messaging.MessagingServices;
import java.util.List;
import java.util.Optional;

/**
 * The alphanumeric sender of the organisation's messaging service, which has one at most: a part of the service, and
 * gone when the service is. Twilio gives it no friendly name, so it is found as the only one.
 */
record AlphaSenderDefinition(TenantContext tenant) implements ResourceDefinition {
    @Override
    public ResourceKind kind() {
        return ResourceKind.ALPHA_SENDER;
    }

    @Override
    public Optional<TwilioResource> find(ResourceKey key) {
        return service()
                .flatMap(services()::findAlphaSender)
                .map(sender -> TwilioResource.of(sender.sid(), sender.name()));
    }

    @Override
    public TwilioResource create(StepRun run, ResourceKey key) {
        var sender = services().addAlphaSender(tenant.requireSid(ResourceKind.MESSAGING_SERVICE), planned(run.plan()));
        return TwilioResource.of(sender.sid(), sender.name());
    }

    @Override
    public Optional<List<Difference>> differences(ResourceKey key, String sid, Plan plan) {
        return Difference.in(
                service().flatMap(service -> services().fetchAlphaSender(service, sid)),
                sender -> Difference.between("alphaSender", planned(plan), sender.name()));
    }

    /** A sender's name is fixed, and a second one is refused while the first exists. */
    @Override
    public boolean update(ResourceKey key, String sid, Plan plan) {
        services().deleteAlphaSender(tenant.requireSid(ResourceKind.MESSAGING_SERVICE), sid);
        return false;
    }

    @Override
    public void delete(String sid, Rollback choices) {
        service().ifPresent(service -> services().deleteAlphaSender(service, sid));
    }

    private static String planned(Plan plan) {
        return plan.messaging().alphaSender().orElseThrow();
    }

    private Optional<String> service() {
        return tenant.sid(ResourceKind.MESSAGING_SERVICE);
    }

    private MessagingServices services() {
        return tenant.account().messagingServices();
    }
}
