package dev.tenantry.core.plan;

import java.net.URI;
import java.util.Optional;

/**
 * Messaging settings of an organisation.
 *
 * @param inboundUrl what Twilio asks what to do with an incoming message, or empty: it only stores it
 * @param statusUrl what Twilio notifies of the delivery of outgoing messages, or empty: nothing
 */
public record Messaging(Optional<URI> inboundUrl, Optional<URI> statusUrl) {
    /** Messages are stored at Twilio, and nothing is notified. */
    public static final Messaging NOWHERE = new Messaging(Optional.empty(), Optional.empty());
}
