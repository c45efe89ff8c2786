package dev.tenantry.twilio.simulator.domain;

import java.time.Instant;
import java.util.List;

/** Which events go to a sink (Twilio docs: Event Streams Subscription resource, whose property names these are). */
public record Subscription(
        String sid,
        String accountSid,
        String sinkSid,
        String description,
        List<EventType> types,
        Instant dateCreated,
        Instant dateUpdated)
        implements Resource {
    /** Defensive copy. */
    public Subscription {
        types = List.copyOf(types);
    }

    /**
     * A type of events.
     *
     * @param type such as {@code com.twilio.messaging.message.delivered}
     * @param schemaVersion the version of its data
     */
    public record EventType(String type, int schemaVersion) {}
}
