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
import dev.tenantry.twilio.events.EventSinks;
import dev.tenantry.twilio.events.EventSubscription;
import java.util.List;
import java.util.Optional;

/** The event sink, to which Twilio sends the organisation's events. */
record EventSinkDefinition(TenantContext tenant) implements ResourceDefinition {
    @Override
    public ResourceKind kind() {
        return ResourceKind.SINK;
    }

    @Override
    public Optional<TwilioResource> find(ResourceKey key) {
        return sinks().find(key.friendlyName()).map(sink -> TwilioResource.of(sink.sid()));
    }

    @Override
    public TwilioResource create(StepRun run, ResourceKey key) {
        return TwilioResource.of(
                sinks().create(key.friendlyName(), tenant.callbackUrl().get()).sid());
    }

    @Override
    public Optional<List<Difference>> differences(ResourceKey key, String sid, Plan plan) {
        var planned = Optional.of(tenant.callbackUrl().get());
        return Difference.in(
                sinks().fetch(sid),
                sink -> Difference.hidden("destination", sink.destination().equals(planned)));
    }

    /** A sink's destination is fixed. Twilio keeps the sink as long as a subscription uses it (91007). */
    @Override
    public boolean update(ResourceKey key, String sid, Plan plan) {
        deleteSubscription();
        sinks().delete(sid);
        return false;
    }

    private void deleteSubscription() {
        var key = ResourceKind.SUBSCRIPTION.key(tenant.orgId());
        var subscriptions = tenant.account().eventSubscriptions();
        tenant.ledger()
                .sid(key)
                .or(() -> subscriptions.find(key.friendlyName()).map(EventSubscription::sid))
                .ifPresent(sid -> {
                    subscriptions.delete(sid);
                    tenant.ledger().forget(key, sid);
                });
    }

    @Override
    public Optional<List<TwilioResource>> list() {
        return Optional.of(sinks().list().stream().map(TwilioResource::of).toList());
    }

    @Override
    public void delete(String sid, Rollback choices) {
        sinks().delete(sid);
    }

    private EventSinks sinks() {
        return tenant.account().eventSinks();
    }
}
