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
import dev.tenantry.twilio.events.EventSubscriptions;
import dev.tenantry.twilio.events.EventType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** The event subscription, which names the events that Twilio sends to the sink. */
record EventSubscriptionDefinition(TenantContext tenant) implements ResourceDefinition {
    @Override
    public ResourceKind kind() {
        return ResourceKind.SUBSCRIPTION;
    }

    @Override
    public Optional<TwilioResource> find(ResourceKey key) {
        return subscriptions().find(key.friendlyName()).map(subscription -> TwilioResource.of(subscription.sid()));
    }

    @Override
    public TwilioResource create(StepRun run, ResourceKey key) {
        return TwilioResource.of(subscriptions()
                .create(key.friendlyName(), tenant.requireSid(ResourceKind.SINK), EnumSet.allOf(EventType.class))
                .sid());
    }

    @Override
    public Optional<List<Difference>> differences(ResourceKey key, String sid, Plan plan) {
        return Difference.in(
                subscriptions().fetch(sid),
                subscription ->
                        Difference.between("sinkSid", tenant.requireSid(ResourceKind.SINK), subscription.sinkSid()));
    }

    /** A subscription's sink is fixed. */
    @Override
    public boolean update(ResourceKey key, String sid, Plan plan) {
        subscriptions().delete(sid);
        return false;
    }

    @Override
    public Optional<List<TwilioResource>> list() {
        return Optional.of(
                subscriptions().list().stream().map(TwilioResource::of).toList());
    }

    @Override
    public void delete(String sid, Rollback choices) {
        subscriptions().delete(sid);
    }

    private EventSubscriptions subscriptions() {
        return tenant.account().eventSubscriptions();
    }
}
