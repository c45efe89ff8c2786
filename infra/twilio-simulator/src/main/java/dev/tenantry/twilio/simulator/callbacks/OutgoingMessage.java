package dev.tenantry.twilio.simulator.callbacks;

import dev.tenantry.twilio.simulator.state.Resource;
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
 * @param answerer the thread that sends it before it answers the request that caused it; null: the dispatcher sends it
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
        Long answerer,
        Instant dateCreated)
        implements Resource {
    /** Defensive copy. */
    public OutgoingMessage {
        form = form == null ? null : Map.copyOf(form);
    }

    /** The same after an attempt in vain. */
    public OutgoingMessage again(Instant next) {
        return changed(sid, next, attempts + 1, null);
    }

    /** The same once more, under an id of its own. */
    public OutgoingMessage copy(String otherSid) {
        return changed(otherSid, notBefore, attempts, answerer);
    }

    /** The same, to be sent later. */
    public OutgoingMessage delayed(Duration delay) {
        return changed(sid, notBefore.plus(delay), attempts, null);
    }

    /** The same, to be sent by this thread before it answers; null: by the dispatcher. */
    public OutgoingMessage sentBy(Long thread) {
        return changed(sid, notBefore, attempts, thread);
    }

    private OutgoingMessage changed(String nextSid, Instant next, int nextAttempts, Long nextAnswerer) {
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
                nextAnswerer,
                dateCreated);
    }
}
