package dev.tenantry.twilio.simulator.messages;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Duration;
import java.time.Instant;

/**
 * A message (Twilio docs: Message resource, whose property names these are).
 *
 * @param statusCallback the URL to which its delivery is reported; null: none. The resource does not show it
 * @param acceptedAt when it came, to the millisecond; the resource does not show it
 * @param errorCode with which the carriers refuse it, from the moment at which that is known; null: it is delivered
 */
record Message(
        String sid,
        String accountSid,
        String messagingServiceSid,
        String from,
        String to,
        String body,
        int numMedia,
        String direction,
        String statusCallback,
        Instant acceptedAt,
        Integer errorCode,
        Instant dateCreated)
        implements Resource {
    static final String INBOUND = "inbound";
    static final String OUTBOUND = "outbound-api";
    private static final int SEGMENT = 160;

    /** The status that Twilio shows of it, which ends when the carriers have answered. */
    String status(Duration deliveryTime, Instant now) {
        if (direction.equals(INBOUND)) {
            return "received";
        }
        if (now.isBefore(acceptedAt.plus(deliveryTime.dividedBy(2)))) {
            return messagingServiceSid == null ? "queued" : "accepted";
        }
        return isDecided(deliveryTime, now) ? finalStatus() : "sent";
    }

    /** The status in which it ends. */
    String finalStatus() {
        return errorCode == null ? "delivered" : "undelivered";
    }

    /** Whether the carriers have answered. */
    boolean isDecided(Duration deliveryTime, Instant now) {
        return !now.isBefore(acceptedAt.plus(deliveryTime));
    }

    /** How many parts the text is sent in; characters that need more room are not simulated. */
    int segments() {
        return numMedia > 0 ? 1 : Math.max(1, (body.length() + SEGMENT - 1) / SEGMENT);
    }
}
