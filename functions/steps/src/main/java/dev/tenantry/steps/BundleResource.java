package dev.tenantry.steps;

import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.twilio.Evaluation;
import dev.tenantry.twilio.Rejection;
import dev.tenantry.twilio.ReviewStatus;
import dev.tenantry.twilio.TrustBundle;
import dev.tenantry.twilio.TrustBundles;
import dev.tenantry.twilio.TrustPolicy;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The organisation's customer profile, or its trust product.
 *
 * @param marker which
 * @param policy what it has to consist of
 * @param email whom Twilio tells of the review
 * @param callback what Twilio calls when its status changes
 * @param bundles where it is
 * @param parts sees to it that everything it consists of is there as the plan has it, and says the SIDs
 */
record BundleResource(
        Marker marker,
        TrustPolicy policy,
        Supplier<String> email,
        Optional<URI> callback,
        TrustBundles bundles,
        Supplier<List<String>> parts)
        implements ReviewedResource {

    @Override
    public Optional<Found> find() {
        return bundles.find(marker.friendlyName()).map(bundle -> Found.of(bundle.sid()));
    }

    @Override
    public Found create() {
        return Found.of(bundles.create(marker.friendlyName(), email.get(), policy, callback)
                .sid());
    }

    @Override
    public Optional<ReviewStatus> status(String sid) {
        return bundles.fetch(sid).map(TrustBundle::status);
    }

    /** What is not complete is not handed in. */
    @Override
    public void handIn(String sid) {
        parts.get().forEach(part -> bundles.assign(sid, part));
        renewCallback(sid);
        requireCompliant(sid, bundles.evaluate(sid, policy));
        bundles.submit(sid);
    }

    private void renewCallback(String sid) {
        var isRight = bundles.fetch(sid)
                .map(bundle -> bundle.statusCallback().equals(callback))
                .orElse(false);
        if (!isRight) {
            bundles.update(sid, email.get(), callback);
        }
    }

    private void requireCompliant(String sid, Evaluation evaluation) {
        if (!evaluation.isCompliant()) {
            throw new NeedsHumanException(FailureDetails.of(
                    noun() + " " + sid + " is not complete, so it was not submitted: "
                            + evaluation.missing().stream()
                                    .map(Rejection::sentence)
                                    .collect(Collectors.joining(" ")),
                    "Customer: correct the data that Twilio names. Operator: retry the job with them."));
        }
    }
}
