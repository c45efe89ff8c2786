package dev.tenantry.core.plan;

import java.net.URI;
import java.util.Optional;

/**
 * Messaging settings of an organisation.
 *
 * @param inboundUrl what Twilio asks what to do with an incoming message, or empty: it only stores it
 * @param statusUrl what Twilio notifies of the delivery of outgoing messages, or empty: nothing
 * @param alphaSender the name that messages come from where countries allow that, or empty: they come from a number
 */
public record Messaging(Optional<URI> inboundUrl, Optional<URI> statusUrl, Optional<String> alphaSender) {
    /** Messages are stored at Twilio, nothing is notified, and they come from numbers. */
    public static final Messaging NOWHERE = new Messaging(Optional.empty(), Optional.empty(), Optional.empty());
}
