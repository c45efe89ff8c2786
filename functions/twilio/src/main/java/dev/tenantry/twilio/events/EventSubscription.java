package dev.tenantry.twilio.events;

import java.util.Objects;

/**
 * Subscription of a sink to events of an account ("Event Streams: Subscription resource").
 *
 * @param sid {@code DF…}
 * @param description what it was created with; Twilio does not keep descriptions unique
 * @param sinkSid where the events go, {@code DG…}
 */
public record EventSubscription(String sid, String description, String sinkSid) {

    /** Refuses nulls. */
    public EventSubscription {
        Objects.requireNonNull(sid, "sid");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(sinkSid, "sinkSid");
    }
}
