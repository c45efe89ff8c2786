package dev.tenantry.twilio.simulator.reviews;

import dev.tenantry.twilio.simulator.callbacks.Callback;
import dev.tenantry.twilio.simulator.domain.BundleStatus;
import dev.tenantry.twilio.simulator.domain.Outcome;
import dev.tenantry.twilio.simulator.domain.Resources;
import dev.tenantry.twilio.simulator.domain.Review;
import dev.tenantry.twilio.simulator.domain.TrustBundle;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import java.util.List;

/**
 * Reviews of customer profiles, or of trust products: pending-review, in-review, twilio-approved or twilio-rejected.
 */
final class BundleReviews implements Reviewed {
    private final TwilioCloud cloud;
    private final Resources<TrustBundle> bundles;

    BundleReviews(TwilioCloud cloud, Resources<TrustBundle> bundles) {
        this.cloud = cloud;
        this.bundles = bundles;
    }

    @Override
    public List<Callback> begin(Review review) {
        return change(review.sid(), BundleStatus.IN_REVIEW, List.of());
    }

    @Override
    public List<Callback> end(String sid, Outcome outcome) {
        return outcome instanceof Outcome.Reject rejection
                ? change(
                        sid,
                        BundleStatus.TWILIO_REJECTED,
                        List.of(new TrustBundle.Reason(rejection.code(), rejection.reason())))
                : change(sid, BundleStatus.TWILIO_APPROVED, List.of());
    }

    private List<Callback> change(String sid, BundleStatus status, List<TrustBundle.Reason> errors) {
        return bundles.find(sid).stream()
                .map(bundle -> bundles.save(bundle.with(status, errors, cloud.now())))
                .<Callback>map(bundle -> new Callback.BundleStatusChanges(bundle.sid()))
                .toList();
    }
}
