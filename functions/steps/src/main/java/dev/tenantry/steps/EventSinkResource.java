package dev.tenantry.steps;

import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.twilio.EventSinks;
import java.net.URI;
import java.util.Optional;

/**
 * Where Twilio sends the organisation's events.
 *
 * @param endSubscription removes the subscription that uses the sink, if there is one
 */
record EventSinkResource(Marker marker, URI callbackUrl, EventSinks sinks, Runnable endSubscription)
        implements TenantResource {

    @Override
    public Optional<Found> find() {
        return sinks.find(marker.friendlyName()).map(sink -> Found.of(sink.sid()));
    }

    @Override
    public Found create() {
        return Found.of(sinks.create(marker.friendlyName(), callbackUrl).sid());
    }

    @Override
    public State compare(String sid) {
        return State.of(sinks.fetch(sid).map(sink -> sink.destination().equals(Optional.of(callbackUrl))));
    }

    /** A sink's destination is fixed. Twilio keeps it as long as a subscription uses it (91007). */
    @Override
    public boolean update(String sid) {
        endSubscription.run();
        sinks.delete(sid);
        return false;
    }
}
