package dev.tenantry.core.webhook;

import dev.tenantry.core.plan.OrgId;

/**
 * One thing that Twilio told us of an organisation's tenant, as it came.
 *
 * @param orgId whose
 * @param id what tells it from everything else of the organisation; the same each time that Twilio tells it. At most
 *     1,000 bytes in UTF-8
 * @param type what kind of thing it is: {@link #REVIEW}, {@code usage-trigger}, {@code unrecognised}, or an event's own
 *     type
 * @param payload what came: a form, or an event's JSON
 */
public record InboxItem(OrgId orgId, String id, String type, String payload) {
    /** The type of everything that tells of a review: a reason to look at what the organisation waits for. */
    public static final String REVIEW = "review";
}
