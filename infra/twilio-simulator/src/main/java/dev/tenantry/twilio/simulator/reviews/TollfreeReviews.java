package dev.tenantry.twilio.simulator.reviews;

import dev.tenantry.twilio.simulator.callbacks.Callback;
import dev.tenantry.twilio.simulator.domain.IncomingPhoneNumber;
import dev.tenantry.twilio.simulator.domain.Outcome;
import dev.tenantry.twilio.simulator.domain.Review;
import dev.tenantry.twilio.simulator.domain.TollfreeStatus;
import dev.tenantry.twilio.simulator.domain.TollfreeVerification;
import dev.tenantry.twilio.simulator.domain.TollfreeVerification.Reason;
import dev.tenantry.twilio.simulator.domain.TollfreeVerification.Ruling;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Reviews of toll-free numbers: pending review, in review, then approved or rejected. */
final class TollfreeReviews implements Reviewed {
    private static final Duration TIME_TO_EDIT = Duration.ofDays(7);

    /** What is forbidden cannot be corrected. */
    private static final Set<Integer> FINAL = Set.of(30460, 30464, 30879);

    private final TwilioCloud cloud;

    TollfreeReviews(TwilioCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public List<Callback> begin(Review review) {
        return change(review.sid(), TollfreeStatus.IN_REVIEW, Ruling.NONE, "pending-review");
    }

    @Override
    public List<Callback> end(String sid, Outcome outcome) {
        return outcome instanceof Outcome.Reject rejection
                ? change(sid, TollfreeStatus.TWILIO_REJECTED, ruling(rejection), "rejected")
                : change(sid, TollfreeStatus.TWILIO_APPROVED, Ruling.NONE, "request-approved");
    }

    private Ruling ruling(Outcome.Reject rejection) {
        boolean mayEdit = !FINAL.contains(rejection.code());
        return new Ruling(
                rejection.reason(),
                rejection.code(),
                List.of(new Reason(rejection.reason(), rejection.code())),
                mayEdit,
                mayEdit ? cloud.now().plus(TIME_TO_EDIT) : null);
    }

    private List<Callback> change(String sid, TollfreeStatus status, Ruling ruling, String event) {
        return cloud.tollfreeVerifications().find(sid).stream()
                .map(verification -> cloud.tollfreeVerifications().save(verification.with(status, ruling, cloud.now())))
                .map(verification ->
                        ComplianceEvent.tollfree(event, verification, phoneNumber(verification), cloud.instant()))
                .toList();
    }

    private String phoneNumber(TollfreeVerification verification) {
        return cloud.incomingPhoneNumbers()
                .find(verification.tollfreePhoneNumberSid())
                .map(IncomingPhoneNumber::phoneNumber)
                .orElse(null);
    }
}
