package dev.tenantry.tenant;

import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Job.Change;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.review.Wait;
import dev.tenantry.core.review.Waits;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.twilio.failure.ProvisioningFailure;
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
     * @throws ProvisioningFailure when Twilio does not tell how the review stands
     * @throws software.amazon.awssdk.core.exception.SdkException when AWS does not answer; then it is looked at again
     */
    public void look(Wait wait) {
        if (!jobs.find(wait.jobId()).map(Job::isProvisioning).orElse(false)) {
            waits.end(wait);
            return;
        }
        switch (reviews.of(wait.orgId(), wait.step())) {
            case Verdict.Open _ -> waits.postpone(wait.lookedInVain(clock.instant(), firstLook));
            case Verdict.Approved(var message) -> complete(wait, message);
            case Verdict.Refused(var failure) -> fail(wait, failure);
        }
    }

    private void complete(Wait wait, String message) {
        tell(
                wait,
                job -> job.completeStep(
                        wait.step(), message, job.step(wait.step()).resources(), clock.instant()));
        var output = Json.write(Json.object().put("message", message));
        wake(
                wait,
                () -> stepFunctions.sendTaskSuccess(
                        send -> send.taskToken(wait.taskToken()).output(output)));
    }

    private void fail(Wait wait, ProvisioningFailure failure) {
        tell(wait, job -> job.failStep(wait.step(), StepErrors.of(failure), clock.instant()));
        wake(
                wait,
                () -> stepFunctions.sendTaskFailure(send -> send.taskToken(wait.taskToken())
                        .error(failure.getClass().getName())
                        .cause(failure.getMessage())));
    }

    /** A step that has ended already was told by another look, or by the end of its job. */
    private void tell(Wait wait, Function<Job, Change> news) {
        jobs.update(wait.jobId(), job -> isAtWork(job, wait) ? Optional.of(news.apply(job)) : Optional.empty());
    }

    private static boolean isAtWork(Job job, Wait wait) {
        var status = job.step(wait.step()).status();
        return job.isProvisioning() && (status == StepStatus.RUNNING || status == StepStatus.WAITING);
    }

    private void wake(Wait wait, Runnable send) {
        try {
            send.run();
        } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException nobodyWaits) {
            // The execution was stopped, or a newer attempt waits with another token, for which there is another wait.
            waits.end(wait);
            return;
        }
        waits.end(wait);
    }
}
