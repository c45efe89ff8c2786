package dev.tenantry.tenant;

import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Job.Change;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.review.Wait;
import dev.tenantry.core.review.Waits;
import dev.tenantry.core.storage.JobStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * Looks at what a step waits for, and wakes the step when it is decided. A callback, a schedule and the step itself may
 * all look, also at once and again: the job is told first, then Step Functions, and the wait ends last, so whoever dies
 * in between has the next one do the rest. What was told already is not told otherwise.
 */
public final class Lookout {
    private final JobStore jobs;
    private final Waits waits;
    private final Reviews reviews;
    private final SfnClient stepFunctions;
    private final InstantSource clock;
    private final Duration firstLook;

    /**
     * @param jobs where steps are told of their reviews
     * @param waits who waits
     * @param reviews how their reviews stand
     * @param stepFunctions wakes the executions
     * @param firstLook after how long a wait is looked at for the first time
     */
    public Lookout(
            JobStore jobs,
            Waits waits,
            Reviews reviews,
            SfnClient stepFunctions,
            InstantSource clock,
            Duration firstLook) {
        this.jobs = jobs;
        this.waits = waits;
        this.reviews = reviews;
        this.stepFunctions = stepFunctions;
        this.clock = clock;
        this.firstLook = firstLook;
    }

    /**
     * Looks at a wait.
     *
     * @throws dev.tenantry.twilio.failure.ProvisioningFailure when Twilio does not tell how the review stands
     * @throws software.amazon.awssdk.core.exception.SdkException when AWS does not answer; then it is looked at again
     */
    public void look(Wait wait) {
        var job = jobs.find(wait.jobId()).filter(Job::isProvisioning);
        if (job.isEmpty()) {
            waits.end(wait);
            return;
        }
        var step = job.get().step(wait.step());
        switch (step.status()) {
            case WAITING -> review(wait, step);
            case COMPLETE, FAILED -> wake(wait, step);
            // It is about to hand something in; when it waits it looks itself.
            case RUNNING -> postpone(wait);
            case PENDING, SKIPPED, CANCELLED, UNDONE -> waits.end(wait);
        }
    }

    private void review(Wait wait, Step seen) {
        switch (reviews.of(wait.orgId(), wait.step())) {
            case Verdict.Open _ -> postpone(wait);
            case Verdict.Approved(var message) ->
                tell(wait, seen, job -> job.completeStep(wait.step(), message, seen.resources(), clock.instant()));
            case Verdict.Refused(var failure) ->
                tell(wait, seen, job -> job.failStep(wait.step(), StepErrors.of(failure), clock.instant()));
        }
    }

    private void postpone(Wait wait) {
        waits.postpone(wait.lookedInVain(clock.instant(), firstLook));
    }

    /**
     * What was decided belongs to the attempt that was seen waiting before Twilio was asked: another one may have
     * handed in something else since. What another look has told by then is what the execution is told.
     */
    private void tell(Wait wait, Step seen, Function<Job, Change> news) {
        var job = jobs.update(
                wait.jobId(), now -> stillWaits(now, seen) ? Optional.of(news.apply(now)) : Optional.empty());
        wake(wait, job.step(wait.step()));
    }

    private static boolean stillWaits(Job job, Step seen) {
        var now = job.step(seen.name());
        return job.isProvisioning() && now.status() == StepStatus.WAITING && now.attempt() == seen.attempt();
    }

    private void wake(Wait wait, Step ended) {
        switch (ended.status()) {
            case COMPLETE -> send(wait, () -> succeed(wait, ended));
            case FAILED -> send(wait, () -> fail(wait, ended.error().orElseThrow()));
            // A newer attempt is at work, or the job has ended: each sees to its own wait.
            case PENDING, RUNNING, WAITING, SKIPPED, CANCELLED, UNDONE -> {}
        }
    }

    private void succeed(Wait wait, Step ended) {
        var output = Json.write(Json.object().put("message", ended.message()));
        stepFunctions.sendTaskSuccess(send -> send.taskToken(wait.taskToken()).output(output));
    }

    private void fail(Wait wait, StepError error) {
        stepFunctions.sendTaskFailure(send -> send.taskToken(wait.taskToken())
                .error(StepErrors.failureOf(error).getName())
                .cause(error.message() + " " + error.nextAction()));
    }

    private void send(Wait wait, Runnable news) {
        try {
            news.run();
        } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException nobodyWaits) {
            // The execution was stopped, or a newer attempt waits with another token, for which there is another wait.
            waits.end(wait);
            return;
        }
        waits.end(wait);
    }
}
