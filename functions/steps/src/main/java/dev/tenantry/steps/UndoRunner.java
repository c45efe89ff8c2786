package dev.tenantry.steps;

import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Job.Change;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.tenant.StepErrors;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.NotProcessedException;
import dev.tenantry.twilio.failure.PermanentFailureException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import dev.tenantry.twilio.failure.TryAnotherException;
import dev.tenantry.twilio.failure.UnknownOutcomeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs the undoing of a step and tells the job how it goes. The step keeps its status until it is undone; a failure is
 * told in place and thrown on, as {@link StepRunner} does.
 */
final class UndoRunner {
    private final JobStore jobs;
    private final Redrives redrives;
    private final InstantSource clock;

    UndoRunner(JobStore jobs, InstantSource clock) {
        this.jobs = jobs;
        this.redrives = new Redrives(jobs, clock);
        this.clock = clock;
    }

    /** @throws PermanentFailureException when the job is not being rolled back */
    StepOutput run(UndoInput input, Supplier<Duration> remainingTime, Function<StepRun, UndoResult> work) {
        var id = new JobId(input.jobId());
        return inWordsOfUndoing(() -> {
            redrives.takeUp(id, input.execution(), input.redriveCount());
            return begin(id, StepName.ofId(input.step()), remainingTime, work);
        });
    }

    /** Ends the rollback, after everything is undone. */
    void end(JobId id) {
        inWordsOfUndoing(() -> jobs.update(
                id,
                job -> job.status() == JobStatus.ROLLED_BACK
                        ? Optional.empty()
                        : Optional.of(job.end(JobStatus.ROLLED_BACK, clock.instant()))));
    }

    private StepOutput begin(
            JobId id, StepName name, Supplier<Duration> remainingTime, Function<StepRun, UndoResult> work) {
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
            return finish(id, name, inWordsOfUndoing(() -> work.apply(run)));
        } catch (ProvisioningFailure failure) {
            tell(id, name, failure);
            throw failure;
        }
    }

    /** What Twilio and AWS do wrong is told in words of provisioning, where a job is retried. */
    private static <T> T inWordsOfUndoing(Supplier<T> work) {
        try {
            return AwsFailures.translate(work);
        } catch (ProvisioningFailure failure) {
            throw failure.withNextAction(failure.nextAction().replace("retry the job", "roll the job back again"));
        }
    }

    private void report(JobId id, StepName name, String message) {
        jobs.update(id, job -> unlessOver(job, name, seen -> seen.reportUndo(name, message, clock.instant())));
    }

    private StepOutput finish(JobId id, StepName name, UndoResult result) {
        var job = jobs.update(
                id,
                seen -> isUndone(seen, name)
                        ? Optional.empty()
                        : switch (result) {
                            case UndoResult.Undone(var message) ->
                                Optional.of(seen.undoStep(name, message, clock.instant()));
                            case UndoResult.Kept(var message) -> Optional.of(kept(seen, name, message));
                            case UndoResult.Nothing() ->
                                // The plan left it out: that is still the news.
                                seen.step(name).status() == StepStatus.SKIPPED
                                        ? Optional.empty()
                                        : Optional.of(seen.undoStep(name, "Nothing to undo", clock.instant()));
                        });
        return new StepOutput(job.step(name).message());
    }

    /** A subaccount that stays does so by choice; all else that is kept is as much undone as it can be. */
    private Change kept(Job job, StepName name, String message) {
        return job.rollback().orElseThrow().concerns(job.step(name))
                ? job.undoStep(name, message, clock.instant())
                : job.reportUndo(name, message, clock.instant());
    }

    private void tell(JobId id, StepName name, ProvisioningFailure failure) {
        jobs.update(id, job -> unlessOver(job, name, seen -> told(seen, name, failure)));
    }

    private Change told(Job job, StepName name, ProvisioningFailure failure) {
        var error = StepErrors.of(failure);
        return switch (failure) {
            case NotProcessedException _, UnknownOutcomeException _ ->
                job.reportUndoFailure(name, error, clock.instant());
            case NeedsHumanException _, PermanentFailureException _, TryAnotherException _ ->
                job.failUndo(name, error, clock.instant());
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
                    "Nothing to do; roll the job back again when it is to go on."));
        }
    }

    private static boolean isUndone(Job job, StepName name) {
        return job.step(name).status() == StepStatus.UNDONE;
    }
}
