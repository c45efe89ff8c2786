package dev.tenantry.webhooks;

import dev.tenantry.core.notice.Notice;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.readiness.ReportedStatus;
import java.util.Optional;

/** One callback from Twilio. */
sealed interface TwilioCallback permits UsageTriggerFired, BundleReviewed, ReviewEvent, TwilioEvent, UnknownCallback {

    /** Identifies the callback among all that are sent for the account; the same at each delivery. */
    String id();

    /** What kind of thing it is, as the inbox has it. */
    String type();

    /** As it came. */
    String payload();

    /** What the organisation's people should know of it, if they should. */
    Optional<Notice> notice(OrgId orgId);

    /** How far the registration of something that decides who may send is, if it says so. */
    default Optional<ReportedStatus> reported() {
        return Optional.empty();
    }
}
