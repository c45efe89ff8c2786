package dev.tenantry.steps;

import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.twilio.EventSubscriptions;
import dev.tenantry.twilio.EventType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Supplier;

/** Which of the organisation's events Twilio sends to the sink. */
record EventSubscriptionResource(Marker marker, Supplier<String> sinkSid, EventSubscriptions subscriptions)
        implements TenantResource {

    @Override
    public Optional<Found> find() {
        return subscriptions.find(marker.friendlyName()).map(subscription -> Found.of(subscription.sid()));
    }

    @Override
    public Found create() {
        return Found.of(subscriptions
                .create(marker.friendlyName(), sinkSid.get(), EnumSet.allOf(EventType.class))
                .sid());
    }

    @Override
    public State compare(String sid) {
        return State.of(subscriptions
                .fetch(sid)
                .map(subscription -> subscription.sinkSid().equals(sinkSid.get())));
    }

    @Override
    public boolean update(String sid) {
        subscriptions.delete(sid);
        return false;
    }
}
