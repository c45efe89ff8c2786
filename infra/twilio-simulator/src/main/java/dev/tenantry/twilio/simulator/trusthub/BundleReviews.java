package dev.tenantry.twilio.simulator.trusthub;

import dev.tenantry.twilio.simulator.callbacks.Callback;
import dev.tenantry.twilio.simulator.reviews.Review;
import dev.tenantry.twilio.simulator.reviews.ReviewHandler;
import dev.tenantry.twilio.simulator.reviews.ReviewOutcome;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.util.List;

/**
 * Reviews of customer profiles, or of trust products: pending-review, in-review, twilio-approved or twilio-rejected.
 */
final class BundleReviews implements ReviewHandler {
    private final TwilioState state;
    private final ResourceTable<TrustBundle> bundles;

    BundleReviews(TwilioState state, ResourceTable<TrustBundle> bundles) {
        this.state = state;
        this.bundles = bundles;
    }

    @Override
    public List<Callback> begin(Review review) {
        return change(review.sid(), BundleStatus.IN_REVIEW, List.of());
    }

    @Override
    public List<Callback> end(String sid, ReviewOutcome outcome) {
        return outcome instanceof ReviewOutcome.Reject rejection
                ? change(
                        sid,
                        BundleStatus.TWILIO_REJECTED,
                        List.of(new TrustBundle.Reason(rejection.code(), rejection.reason())))
                : change(sid, BundleStatus.TWILIO_APPROVED, List.of());
    }

    private List<Callback> change(String sid, BundleStatus status, List<TrustBundle.Reason> errors) {
        return bundles.find(sid).stream()
                .map(bundle -> bundles.save(bundle.with(status, errors, state.now())))
                .<Callback>map(bundle -> new BundleStatusCallback(bundle.sid()))
                .toList();
    }
}
