package dev.tenantry.core.job;

import java.net.URI;
import java.util.Optional;

/**
 * Where the messages of an organisation's numbers go.
 *
 * @param inboundUrl what Twilio asks what to do with an incoming message, or empty: it only stores it
 * @param statusUrl what Twilio tells how the delivery of outgoing messages goes, or empty: nobody
 */
public record Messaging(Optional<URI> inboundUrl, Optional<URI> statusUrl) {
    /** Messages are stored at Twilio, and nobody is told. */
    public static final Messaging NOWHERE = new Messaging(Optional.empty(), Optional.empty());
}
