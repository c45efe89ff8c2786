package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.Environment;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.failure.TryAnotherException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.core.log.FunctionLog;
import dev.tenantry.core.pendingreview.PendingReview;
import dev.tenantry.core.pendingreview.PendingReviews;
import dev.tenantry.core.storage.Table;
import dev.tenantry.reviews.ReviewChecker;
import dev.tenantry.steps.ReviewDependencies;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs checks of pending reviews: one that fails is logged, and repeated later; it holds up no other. */
final class ReviewCheckRunner {
    private final PendingReviews pendingReviews;
    private final ReviewChecker checker;
    private final InstantSource clock;
    private final Supplier<Duration> firstCheck;

    /** @param firstCheck tells after how long a pending review is checked for the first time */
    ReviewCheckRunner(
            PendingReviews pendingReviews, ReviewChecker checker, InstantSource clock, Supplier<Duration> firstCheck) {
        this.pendingReviews = pendingReviews;
        this.checker = checker;
        this.clock = clock;
        this.firstCheck = firstCheck;
    }

    static ReviewCheckRunner of(Environment environment, Table table) {
        var reviews = ReviewDependencies.of(environment, table);
        return new ReviewCheckRunner(
                reviews.pending(), reviews.checker(), InstantSource.system(), reviews.firstCheck());
    }

    /** Checks a pending review. Where AWS does not answer, the review stays due when it was. */
    void check(PendingReview pending, FunctionLog logger) {
        try {
            checkOrPostpone(pending, logger);
        } catch (SdkException failure) {
            log(pending, failure, logger);
        }
    }

    /** Leaves a pending review to the next run of the poller. */
    void makeDue(PendingReview pending) {
        pendingReviews.postpone(pending.dueFrom(clock.instant()));
    }

    private void checkOrPostpone(PendingReview pending, FunctionLog logger) {
        try {
            checker.check(pending);
        } catch (ProvisioningFailure failure) {
            log(pending, failure, logger);
            postpone(pending, failure);
        }
    }

    /** A failure that only a person can help with is not retried each minute. */
    private void postpone(PendingReview pending, ProvisioningFailure failure) {
        switch (failure) {
            case NotProcessedException _, UnknownOutcomeException _ -> makeDue(pending);
            case NeedsHumanException _, PermanentFailureException _, TryAnotherException _ ->
                pendingReviews.postpone(pending.withNextCheck(clock.instant(), firstCheck.get()));
        }
    }

    private static void log(PendingReview pending, RuntimeException failure, FunctionLog logger) {
        logger.about(pending.jobId())
                .about(pending.orgId())
                .with("step", pending.step().id())
                .log("Could not check " + pending + " yet: " + failure.getMessage(), LogLevel.WARN, failure);
    }
}
