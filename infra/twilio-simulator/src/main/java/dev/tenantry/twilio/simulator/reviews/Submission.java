package dev.tenantry.twilio.simulator.reviews;

import dev.tenantry.twilio.simulator.state.Resource;
import java.util.Collection;

/**
 * Something that is to be reviewed.
 *
 * @param kind what kind of thing
 * @param sid the thing
 * @param accountSid whose
 * @param text all that the reviewers read
 */
public record Submission(ReviewKind kind, String sid, String accountSid, String text) {
    /** The submission of a resource. */
    public static Submission of(ReviewKind kind, Resource resource, Collection<?> texts) {
        return new Submission(kind, resource.sid(), resource.accountSid(), texts.toString());
    }
}
