package dev.tenantry.webhooks;

import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.notice.Notice;
import java.util.Optional;

/** One thing that Twilio tells. */
sealed interface Message permits UsageTriggerFired, BundleReviewed, ReviewEvent, TwilioEvent, Unrecognised {

    /** What tells it from everything else that the account is told, the same each time that it comes. */
    String id();

    /** What kind of thing it is, as the inbox has it. */
    String type();

    /** As it came. */
    String payload();

    /** What the organisation's people should know of it, if they should. */
    Optional<Notice> notice(OrgId orgId);
}
