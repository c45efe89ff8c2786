package dev.tenantry.twilio.simulator.reviews;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;
import java.util.Optional;

/**
 * A review that is open.
 *
 * @param sid what is reviewed
 * @param kind what kind of thing that is
 * @param dateCreated when it was submitted
 * @param beginsAt when somebody starts to look at it
 * @param begun whether somebody has
 * @param endsAt when it ends; null when it does not end by itself
 * @param outcome how
 * @param answerer the thread that ends it before it answers the request that submitted it; null: it ends in its time
 */
public record Review(
        String sid,
        String accountSid,
        ReviewKind kind,
        Instant dateCreated,
        Instant beginsAt,
        boolean begun,
        Instant endsAt,
        ReviewOutcome outcome,
        Long answerer)
        implements Resource {

    /** When its status changes next; empty if only an explicit decision ends it. */
    public Optional<Instant> due() {
        return Optional.ofNullable(begun ? endsAt : beginsAt);
    }

    /** The same, which ends in its time. */
    public Review unhurried() {
        return new Review(sid, accountSid, kind, dateCreated, beginsAt, begun, endsAt, outcome, null);
    }

    /** The same, begun. */
    public Review asBegun() {
        return new Review(sid, accountSid, kind, dateCreated, beginsAt, true, endsAt, outcome, answerer);
    }
}
