package dev.tenantry.twilio.messaging;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * A messaging service: senders with common settings ("Messaging Service resource").
 *
 * @param sid {@code MG…}
 * @param friendlyName the name it was created with; Twilio does not keep names unique
 * @param inboundRequestUrl what Twilio calls for each message that comes in to a number of the service
 * @param statusCallback what Twilio calls when the status of a message changes
 */
public record MessagingService(
        String sid, String friendlyName, Optional<URI> inboundRequestUrl, Optional<URI> statusCallback) {

    /** Refuses nulls. */
    public MessagingService {
        Objects.requireNonNull(sid, "sid");
        Objects.requireNonNull(friendlyName, "friendlyName");
        Objects.requireNonNull(inboundRequestUrl, "inboundRequestUrl");
        Objects.requireNonNull(statusCallback, "statusCallback");
    }
}
