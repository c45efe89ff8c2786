package dev.tenantry.twilio.events;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Destination that Twilio delivers events to ("Event Streams: Sink resource").
 *
 * @param sid {@code DG…}
 * @param description what it was created with; Twilio does not keep descriptions unique
 * @param destination what Twilio calls with events; empty for a sink that is no webhook
 */
public record EventSink(String sid, String description, Optional<URI> destination) {

    /** Refuses nulls. */
    public EventSink {
        Objects.requireNonNull(sid, "sid");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(destination, "destination");
    }
}
