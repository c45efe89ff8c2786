package dev.tenantry.webhooks;

import dev.tenantry.core.notice.Notice;
import dev.tenantry.core.notice.Notice.Kind;
import dev.tenantry.core.notice.Notice.Severity;
import dev.tenantry.core.notice.NoticeId;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.readiness.ReportedStatus;
import dev.tenantry.core.readiness.ReportedStatus.State;
import dev.tenantry.core.webhook.InboxItem;
import dev.tenantry.twilio.callback.ReviewNotification;
import dev.tenantry.twilio.events.EventType;
import java.util.Optional;

/**
 * An event about the review of a brand, a campaign, a number or a toll-free verification. It is a reason to look at
 * what is reviewed; of a number's registration it is all there is to know.
 *
 * @param event the event as any other
 * @param review what it tells of the review
 */
record ReviewEvent(TwilioEvent event, ReviewNotification.Event review) implements TwilioCallback {
    private static final int LONGEST_REASON = 200;

    @Override
    public String id() {
        return event.id();
    }

    @Override
    public String type() {
        return InboxItem.REVIEW;
    }

    @Override
    public String payload() {
        return event.payload();
    }

    @Override
    public Optional<Notice> notice(OrgId orgId) {
        return review.type().subject() == EventType.Subject.NUMBER
                ? Optional.of(numberNotice(orgId))
                : event.notice(orgId);
    }

    /** Of a campaign, a number or a toll-free verification; a brand alone lets nobody send. */
    @Override
    public Optional<ReportedStatus> reported() {
        return state(review.type()).map(state -> new ReportedStatus(review.sid(), state, event.at()));
    }

    private static Optional<State> state(EventType type) {
        return switch (type) {
            case CAMPAIGN_SUBMITTED,
                    NUMBER_REGISTRATION_PENDING,
                    TOLL_FREE_VERIFICATION_REQUESTED,
                    TOLL_FREE_VERIFICATION_PENDING_REVIEW,
                    TOLL_FREE_VERIFICATION_EDIT -> Optional.of(State.PENDING);
            case CAMPAIGN_APPROVED, NUMBER_REGISTRATION_SUCCESSFUL, TOLL_FREE_VERIFICATION_APPROVED ->
                Optional.of(State.APPROVED);
            case CAMPAIGN_FAILURE,
                    NUMBER_REGISTRATION_FAILED,
                    TOLL_FREE_VERIFICATION_REJECTED,
                    TOLL_FREE_VERIFICATION_FAILURE,
                    TOLL_FREE_VERIFICATION_EXPIRED -> Optional.of(State.REJECTED);
            case SUSPENDED_CAMPAIGN_DELETE_SUBMITTED -> Optional.of(State.SUSPENDED);
            case CAMPAIGN_DELETED,
                    NUMBER_DEREGISTRATION_PENDING,
                    NUMBER_DEREGISTRATION_SUCCESSFUL,
                    TOLL_FREE_VERIFICATION_DELETED -> Optional.of(State.GONE);
            // A number that could not be taken out is as it was, or half out: the next event says it.
            default -> Optional.empty();
        };
    }

    /** Calls the number by its SID, and tells why something failed in Twilio's words. */
    private Notice numberNotice(OrgId orgId) {
        return switch (review.type()) {
            case NUMBER_REGISTRATION_SUCCESSFUL -> info(orgId, "is registered for its A2P campaign");
            case NUMBER_REGISTRATION_FAILED -> warning(orgId, "could not be registered for its A2P campaign");
            case NUMBER_REGISTRATION_PENDING -> info(orgId, "is being registered for its A2P campaign");
            case NUMBER_DEREGISTRATION_SUCCESSFUL -> info(orgId, "is taken out of its A2P campaign");
            case NUMBER_DEREGISTRATION_FAILED -> warning(orgId, "could not be taken out of its A2P campaign");
            case NUMBER_DEREGISTRATION_PENDING -> info(orgId, "is being taken out of its A2P campaign");
            default -> throw new IllegalStateException(review.type() + " is not of a number");
        };
    }

    private Notice info(OrgId orgId, String what) {
        return notice(orgId, Severity.INFO, "The number " + review.sid() + " " + what);
    }

    private Notice warning(OrgId orgId, String what) {
        var reason = review.failure().map(ReviewEvent::shortened).orElse("none given");
        return notice(
                orgId, Severity.WARNING, "The number " + review.sid() + " " + what + ". Twilio's reason: " + reason);
    }

    private Notice notice(OrgId orgId, Severity severity, String message) {
        return new Notice(
                NoticeId.of(event.at(), event.eventId()),
                orgId,
                event.at(),
                Kind.NUMBER_REGISTRATION,
                severity,
                message,
                "twilio");
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }
}
