package dev.tenantry.steps.rollback;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.failure.TryAnotherException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Job.Change;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobRollback;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.steps.engine.AwsFailures;
import dev.tenantry.steps.engine.ExternalRedrives;
import dev.tenantry.steps.engine.StepOutput;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.engine.StepRunner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs the rollback of a step and records its progress in the job. The step keeps its status until it is undone; a
 * failure is recorded in place and thrown on, as {@link StepRunner} does.
 */
public final class RollbackRunner {
    private final JobStore jobs;
    private final ExternalRedrives redrives;
    private final InstantSource clock;

    /** @param jobs where the steps of jobs are recorded */
    public RollbackRunner(JobStore jobs, InstantSource clock) {
        this.jobs = jobs;
        this.redrives = new ExternalRedrives(jobs, clock);
        this.clock = clock;
    }

    /**
     * Runs the rollback of a step, unless it is undone.
     *
     * @throws PermanentFailureException when the job is not being rolled back
     */
    public StepOutput run(
            RollbackInput input, Supplier<Duration> remainingTime, Function<StepRun, RollbackResult> work) {
        var id = new JobId(input.jobId());
        return inWordsOfRollback(() -> {
            redrives.restart(id, input.execution(), input.redriveCount());
            return begin(id, StepName.ofId(input.step()), remainingTime, work);
        });
    }

    /** Ends the rollback, after everything is undone. */
    public void end(JobId id) {
        inWordsOfRollback(() -> jobs.update(
                id,
                job -> job.status() == JobStatus.ROLLED_BACK
                        ? Optional.empty()
                        : Optional.of(job.end(JobStatus.ROLLED_BACK, clock.instant()))));
    }

    private StepOutput begin(
            JobId id, StepName name, Supplier<Duration> remainingTime, Function<StepRun, RollbackResult> work) {
        var job = jobs.find(id).orElseThrow();
        if (isUndone(job, name) || job.status() == JobStatus.ROLLED_BACK) {
            return new StepOutput(job.step(name).message());
        }
        requireRollingBack(job);
        try {
            var run = new StepRun(
                    job,
                    remainingTime,
                    (message, _) -> report(id, name, message),
                    () -> requireRollingBack(jobs.find(id).orElseThrow()));
            return finish(id, name, inWordsOfRollback(() -> work.apply(run)));
        } catch (ProvisioningFailure failure) {
            record(id, name, failure);
            throw failure;
        }
    }

    /** The advice of failures at Twilio and AWS is worded for provisioning, where a job is retried. */
    private static <T> T inWordsOfRollback(Supplier<T> work) {
        try {
            return AwsFailures.translate(work);
        } catch (ProvisioningFailure failure) {
            throw failure.withNextAction(failure.nextAction().replace("retry the job", "roll the job back again"));
        }
    }

    private void report(JobId id, StepName name, String message) {
        jobs.update(
                id,
                job -> unlessOver(job, name, seen -> new JobRollback(seen).reportStep(name, message, clock.instant())));
    }

    private StepOutput finish(JobId id, StepName name, RollbackResult result) {
        var job = jobs.update(
                id,
                seen -> isUndone(seen, name)
                        ? Optional.empty()
                        : switch (result) {
                            case RollbackResult.Undone(var message) ->
                                Optional.of(new JobRollback(seen).completeStep(name, message, clock.instant()));
                            case RollbackResult.Kept(var message) -> Optional.of(kept(seen, name, message));
                            case RollbackResult.Nothing() ->
                                // The plan left it out: that is still the news.
                                seen.step(name).status() == StepStatus.SKIPPED
                                        ? Optional.empty()
                                        : Optional.of(new JobRollback(seen)
                                                .completeStep(name, "Nothing to undo", clock.instant()));
                        });
        return new StepOutput(job.step(name).message());
    }

    /** A subaccount that stays does so by choice; all else that is kept is as much undone as it can be. */
    private Change kept(Job job, StepName name, String message) {
        return job.rollback().orElseThrow().concerns(job.step(name))
                ? new JobRollback(job).completeStep(name, message, clock.instant())
                : new JobRollback(job).reportStep(name, message, clock.instant());
    }

    private void record(JobId id, StepName name, ProvisioningFailure failure) {
        jobs.update(id, job -> unlessOver(job, name, seen -> change(seen, name, failure)));
    }

    private Change change(Job job, StepName name, ProvisioningFailure failure) {
        var error = StepError.of(failure);
        return switch (failure) {
            case NotProcessedException _, UnknownOutcomeException _ ->
                new JobRollback(job).reportFailure(name, error, clock.instant());
            case NeedsHumanException _, PermanentFailureException _, TryAnotherException _ ->
                new JobRollback(job).failStep(name, error, clock.instant());
        };
    }

    /** A step that another run has undone meanwhile, or whose rollback has ended, is not touched. */
    private static Optional<Change> unlessOver(Job job, StepName name, Function<Job, Change> change) {
        return job.status() == JobStatus.ROLLING_BACK && !isUndone(job, name)
                ? Optional.of(change.apply(job))
                : Optional.empty();
    }

    private static void requireRollingBack(Job job) {
        if (job.status() != JobStatus.ROLLING_BACK) {
            throw new PermanentFailureException(FailureDetails.of(
                    "The job is " + job.status() + ", so nothing of it is undone.",
                    "Nothing to do; roll the job back again to continue."));
        }
    }

    private static boolean isUndone(Job job, StepName name) {
        return job.step(name).status() == StepStatus.UNDONE;
    }
}
