package dev.tenantry.reviews;

import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Job.Change;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.pendingreview.PendingReview;
import dev.tenantry.core.pendingreview.PendingReviews;
import dev.tenantry.core.storage.JobStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * Checks the reviews that a step waits for, and completes the step when they are decided. A callback, the poller and
 * the step itself may all check, also concurrently and again: the job is updated first, then the task token completed,
 * and the pending review is deleted last, so the next check recovers from a crash in between. What was recorded once is
 * never recorded otherwise.
 *
 * <p>Why the status is read from the resource: {@code docs/adr/0014-review-status-comes-from-the-resource.md}.
 */
public final class ReviewChecker {
    private final JobStore jobs;
    private final PendingReviews waits;
    private final ReviewOutcomes outcomes;
    private final SfnClient stepFunctions;
    private final InstantSource clock;
    private final Supplier<Duration> firstCheck;

    /**
     * @param jobs where the steps' statuses are recorded
     * @param waits the pending reviews
     * @param outcomes the outcomes of reviews
     * @param stepFunctions completes task tokens
     * @param firstCheck tells after how long a pending review is checked for the first time
     */
    public ReviewChecker(
            JobStore jobs,
            PendingReviews waits,
            ReviewOutcomes outcomes,
            SfnClient stepFunctions,
            InstantSource clock,
            Supplier<Duration> firstCheck) {
        this.jobs = jobs;
        this.waits = waits;
        this.outcomes = outcomes;
        this.stepFunctions = stepFunctions;
        this.clock = clock;
        this.firstCheck = firstCheck;
    }

    /**
     * Checks a pending review.
     *
     * @throws dev.tenantry.core.failure.ProvisioningFailure when Twilio does not return a status
     * @throws software.amazon.awssdk.core.exception.SdkException when AWS does not answer; then it is checked again
     */
    public void check(PendingReview wait) {
        var job = jobs.find(wait.jobId()).filter(Job::isProvisioning);
        if (job.isEmpty()) {
            waits.end(wait);
            return;
        }
        var step = job.get().step(wait.step());
        switch (step.status()) {
            case WAITING -> review(wait, job.get(), step);
            case COMPLETE, FAILED -> complete(wait, step);
            // It is about to submit; when it waits, it checks itself.
            case RUNNING -> postpone(wait);
            case PENDING, SKIPPED, CANCELLED, UNDONE -> waits.end(wait);
        }
    }

    private void review(PendingReview wait, Job job, Step seen) {
        switch (outcomes.of(job, wait.step(), wait.since())) {
            case ReviewOutcome.Open _ -> postpone(wait);
            case ReviewOutcome.Approved(var message) ->
                record(wait, seen, now -> now.completeStep(wait.step(), message, seen.resources(), clock.instant()));
            case ReviewOutcome.Rejected(var failure) ->
                record(wait, seen, now -> now.failStep(wait.step(), StepError.of(failure), clock.instant()));
        }
    }

    private void postpone(PendingReview wait) {
        waits.postpone(wait.withNextCheck(clock.instant(), firstCheck.get()));
    }

    /**
     * Records a decision for the attempt that was seen waiting before Twilio was asked: a later attempt may have
     * submitted something else since. If another check has recorded the end by then, the task is completed with that.
     */
    private void record(PendingReview wait, Step seen, Function<Job, Change> change) {
        var job = jobs.update(
                wait.jobId(), now -> stillWaits(now, seen) ? Optional.of(change.apply(now)) : Optional.empty());
        complete(wait, job.step(wait.step()));
    }

    private static boolean stillWaits(Job job, Step seen) {
        var now = job.step(seen.name());
        return job.isProvisioning() && now.status() == StepStatus.WAITING && now.attempt() == seen.attempt();
    }

    private void complete(PendingReview wait, Step ended) {
        switch (ended.status()) {
            case COMPLETE -> send(wait, () -> succeed(wait, ended));
            case FAILED -> send(wait, () -> fail(wait, ended.error().orElseThrow()));
            // A newer attempt is at work, or the job has ended: each sees to its own wait.
            case PENDING, RUNNING, WAITING, SKIPPED, CANCELLED, UNDONE -> {}
        }
    }

    private void succeed(PendingReview wait, Step ended) {
        var output = Json.write(Json.object().put("message", ended.message()));
        stepFunctions.sendTaskSuccess(send -> send.taskToken(wait.taskToken()).output(output));
    }

    private void fail(PendingReview wait, StepError error) {
        stepFunctions.sendTaskFailure(send -> send.taskToken(wait.taskToken())
                .error(error.failureClass().getName())
                .cause(error.message() + " " + error.nextAction()));
    }

    private void send(PendingReview wait, Runnable completion) {
        try {
            completion.run();
        } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException closed) {
            // The execution was stopped, or a newer attempt waits with another token, for which there is another wait.
            waits.end(wait);
            return;
        }
        waits.end(wait);
    }
}
