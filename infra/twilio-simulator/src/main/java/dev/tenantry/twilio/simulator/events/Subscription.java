package dev.tenantry.twilio.simulator.events;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;
import java.util.List;

/**
 * Event subscription: the types of events that go to a sink (Twilio docs: Event Streams Subscription resource, whose
 * property names these are).
 */
record Subscription(
        String sid,
        String accountSid,
        String sinkSid,
        String description,
        List<EventType> types,
        Instant dateCreated,
        Instant dateUpdated)
        implements Resource {
    /** Defensive copy. */
    Subscription {
        types = List.copyOf(types);
    }

    /**
     * A type of events.
     *
     * @param type such as {@code com.twilio.messaging.message.delivered}
     * @param schemaVersion the version of its data
     */
    record EventType(String type, int schemaVersion) {}
}
