package dev.tenantry.twilio.simulator.reviews;

import dev.tenantry.twilio.simulator.state.Resource;
import java.util.Collection;
import java.util.List;

/**
 * Something that is to be reviewed.
 *
 * @param kind what kind of thing
 * @param sid the thing
 * @param accountSid whose
 * @param text all that the reviewers read
 * @param usual how the review ends, unless somebody says otherwise
 */
public record Submission(ReviewKind kind, String sid, String accountSid, String text, ReviewOutcome usual) {
    /** The submission of a resource, which is approved. */
    public static Submission of(ReviewKind kind, Resource resource, Collection<?> texts) {
        return new Submission(
                kind, resource.sid(), resource.accountSid(), texts.toString(), new ReviewOutcome.Approve());
    }

    /** The same, which is rejected for the first of these reasons, if there is one. */
    public Submission rejectedFor(List<ReviewOutcome.Reject> reasons) {
        return reasons.isEmpty() ? this : new Submission(kind, sid, accountSid, text, reasons.getFirst());
    }
}
