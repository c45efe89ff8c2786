package dev.tenantry.twilio.simulator.tollfree;

import dev.tenantry.twilio.simulator.callbacks.Callback;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumber;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumbers;
import dev.tenantry.twilio.simulator.reviews.Review;
import dev.tenantry.twilio.simulator.reviews.ReviewHandler;
import dev.tenantry.twilio.simulator.reviews.ReviewOutcome;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.tollfree.TollfreeVerification.Reason;
import dev.tenantry.twilio.simulator.tollfree.TollfreeVerification.Ruling;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reviews of toll-free numbers: pending review, in review, then approved or rejected. */
final class TollfreeReviews implements ReviewHandler {
    private static final Duration TIME_TO_EDIT = Duration.ofDays(7);

    /** What is forbidden cannot be corrected, and a number that is not with Twilio cannot either. */
    private static final Set<Integer> FINAL = Stream.of(
                    IntStream.rangeClosed(30441, 30444),
                    IntStream.of(30447, 30455, 30480, 30860, 30863, 30867, 30869, 30873, 30874, 30878, 30879),
                    IntStream.rangeClosed(30457, 30470))
            .flatMap(IntStream::boxed)
            .collect(Collectors.toUnmodifiableSet());

    private final TwilioState state;
    private final ResourceTable<TollfreeVerification> verifications;
    private final IncomingPhoneNumbers numbers;

    TollfreeReviews(
            TwilioState state, ResourceTable<TollfreeVerification> verifications, IncomingPhoneNumbers numbers) {
        this.state = state;
        this.verifications = verifications;
        this.numbers = numbers;
    }

    @Override
    public List<Callback> begin(Review review) {
        return change(review.sid(), TollfreeStatus.IN_REVIEW, Ruling.NONE, "pending-review");
    }

    @Override
    public List<Callback> end(String sid, ReviewOutcome outcome) {
        return outcome instanceof ReviewOutcome.Reject rejection
                ? change(sid, TollfreeStatus.TWILIO_REJECTED, ruling(rejection), "rejected")
                : change(sid, TollfreeStatus.TWILIO_APPROVED, Ruling.NONE, "request-approved");
    }

    private Ruling ruling(ReviewOutcome.Reject rejection) {
        boolean mayEdit = !FINAL.contains(rejection.code());
        return new Ruling(
                rejection.reason(),
                rejection.code(),
                List.of(new Reason(rejection.reason(), rejection.code())),
                mayEdit,
                mayEdit ? state.now().plus(TIME_TO_EDIT) : null);
    }

    private List<Callback> change(String sid, TollfreeStatus status, Ruling ruling, String event) {
        return verifications.find(sid).stream()
                .map(verification -> verifications.save(verification.with(status, ruling, state.now())))
                .map(verification ->
                        TollfreeEvents.verification(event, verification, phoneNumber(verification), state.instant()))
                .toList();
    }

    private String phoneNumber(TollfreeVerification verification) {
        return numbers.find(verification.tollfreePhoneNumberSid())
                .map(IncomingPhoneNumber::phoneNumber)
                .orElse(null);
    }
}
