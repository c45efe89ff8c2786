package dev.tenantry.reviews;

import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.twilio.review.ReviewStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * The outcomes of what steps wait for. What is reviewed is in the ledger, and Twilio is asked for the status of its
 * review; a callback is never trusted as the source of a status, but where there is no other: of numbers.
 */
public final class ReviewOutcomes {
    private final Ledger ledger;
    private final Statuses statuses;
    private final NumberRegistrations numbers;

    /** Reads the statuses of reviews at Twilio. */
    @FunctionalInterface
    public interface Statuses {
        /**
         * The reader of the statuses of an organisation's resources of one kind: from a SID to the status, or to
         * nothing when the resource is gone.
         */
        Function<String, Optional<ReviewStatus>> of(OrgId orgId, ResourceKind kind);
    }

    /**
     * @param ledger what exists at Twilio
     * @param statuses reads the statuses of reviews
     * @param numbers the registrations of numbers, which no resource shows
     */
    public ReviewOutcomes(Ledger ledger, Statuses statuses, NumberRegistrations numbers) {
        this.ledger = ledger;
        this.statuses = statuses;
        this.numbers = numbers;
    }

    /**
     * The outcome of what a job's step waits for.
     *
     * @param since since when it waits
     * @throws dev.tenantry.core.failure.ProvisioningFailure when Twilio does not return a status
     * @throws IllegalArgumentException when the step waits for nothing
     */
    public ReviewOutcome of(Job job, StepName step, Instant since) {
        return step == StepName.REGISTER_NUMBERS ? numbers.of(job, since) : ofReviews(job.orgId(), step);
    }

    private ReviewOutcome ofReviews(OrgId orgId, StepName step) {
        var kind =
                step.reviewedKind().orElseThrow(() -> new IllegalArgumentException(step.id() + " waits for no review"));
        var status = statuses.of(orgId, kind);
        var outcomes = ledger.sids(orgId).entrySet().stream()
                .filter(recorded -> recorded.getKey().kind() == kind)
                .map(Map.Entry::getValue)
                .sorted()
                .map(sid -> outcome(kind.displayName() + " " + sid, status.apply(sid)))
                .toList();
        return sum(outcomes);
    }

    private static ReviewOutcome outcome(String subject, Optional<ReviewStatus> status) {
        return status.map(found -> switch (found) {
                    case ReviewStatus.Draft _, ReviewStatus.Open _ -> new ReviewOutcome.Open();
                    case ReviewStatus.Approved _ -> new ReviewOutcome.Approved(subject + " is approved");
                    case ReviewStatus.Rejected rejected -> new ReviewOutcome.Rejected(rejected.toFailure(subject));
                    case ReviewStatus.Stopped stopped -> new ReviewOutcome.Rejected(stopped.toFailure(subject));
                })
                .orElseGet(() -> new ReviewOutcome.Rejected(gone(subject)));
    }

    /** One rejection decides; an approval needs all. */
    private static ReviewOutcome sum(List<ReviewOutcome> outcomes) {
        var approved = new StringJoiner("; ");
        Optional<ReviewOutcome> open = outcomes.isEmpty() ? Optional.of(new ReviewOutcome.Open()) : Optional.empty();
        for (var outcome : outcomes) {
            switch (outcome) {
                case ReviewOutcome.Rejected rejected -> {
                    return rejected;
                }
                case ReviewOutcome.Open _ -> open = Optional.of(outcome);
                case ReviewOutcome.Approved(var message) -> approved.add(message);
            }
        }
        return open.orElseGet(() -> new ReviewOutcome.Approved(approved.toString()));
    }

    private static NeedsHumanException gone(String subject) {
        return new NeedsHumanException(FailureDetails.of(
                subject + " is not at Twilio any more.",
                "Operator: check whether somebody deleted it in the Twilio Console, then retry the job, which creates"
                        + " and submits it again."));
    }
}
