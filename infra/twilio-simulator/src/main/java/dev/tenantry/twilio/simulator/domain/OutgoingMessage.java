package dev.tenantry.twilio.simulator.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Something that Twilio has to send.
 *
 * @param sid the message's own id
 * @param accountSid whose token signs it
 * @param type the event's type, {@code bundle-status} or {@code usage-trigger}
 * @param method the HTTP method
 * @param url where it goes
 * @param form what it says, if it is a form; else null
 * @param json what it says, if it is JSON; else null
 * @param idempotencyToken the same for each time that it is sent
 * @param notBefore when it may be sent
 * @param attempts how often it was sent in vain
 * @param early whether it is sent before the answer to the request that caused it
 */
public record OutgoingMessage(
        String sid,
        String accountSid,
        String type,
        String method,
        String url,
        Map<String, String> form,
        String json,
        String idempotencyToken,
        Instant notBefore,
        int attempts,
        boolean early,
        Instant dateCreated)
        implements Resource {
    /** Defensive copy. */
    public OutgoingMessage {
        form = form == null ? null : Map.copyOf(form);
    }

    /** The same after an attempt in vain. */
    public OutgoingMessage again(Instant next) {
        return changed(sid, next, attempts + 1, false);
    }

    /** The same once more, under an id of its own. */
    public OutgoingMessage copy(String otherSid) {
        return changed(otherSid, notBefore, attempts, early);
    }

    /** The same, to be sent later. */
    public OutgoingMessage delayed(Duration delay) {
        return changed(sid, notBefore.plus(delay), attempts, false);
    }

    /** The same, to be sent before the answer. */
    public OutgoingMessage asEarly() {
        return changed(sid, notBefore, attempts, true);
    }

    private OutgoingMessage changed(String nextSid, Instant next, int nextAttempts, boolean nextEarly) {
        return new OutgoingMessage(
                nextSid,
                accountSid,
                type,
                method,
                url,
                form,
                json,
                idempotencyToken,
                next,
                nextAttempts,
                nextEarly,
                dateCreated);
    }
}
