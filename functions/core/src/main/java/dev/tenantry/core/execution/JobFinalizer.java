package dev.tenantry.core.execution;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Job.Change;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobRollback;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.storage.JobStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Sets the statuses of a job whose execution failed: first of its open steps, one change each, then of the job itself,
 * unless another part of it is still running. Repeated and late calls change nothing.
 */
public final class JobFinalizer {
    /** Tells the failures that the end of the execution gave to a step from those that the step gave itself. */
    private static final String CODE = "execution-failed";

    private final JobStore jobs;
    private final InstantSource clock;

    /** Ends jobs in this store. */
    public JobFinalizer(JobStore jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Ends the part of a job that an execution worked for, unless something else works for it by now: a newer
     * execution, or the same one redriven.
     *
     * @param execution which execution closed, after how many redrives
     * @throws java.util.NoSuchElementException when there is no such job
     */
    public void finalizeJob(JobId id, Execution execution, FailedExecution failure) {
        boolean changed;
        do {
            changed = advance(id, execution, failure);
        } while (changed);
    }

    private boolean advance(JobId id, Execution execution, FailedExecution failure) {
        var changed = new AtomicBoolean();
        jobs.update(id, job -> {
            var next = next(job, execution, failure);
            changed.set(next.isPresent());
            return next;
        });
        return changed.get();
    }

    private static boolean isDue(Job job, Execution closed) {
        return job.execution(closed.group())
                .filter(current -> current.name().equals(closed.name()))
                .filter(current -> current.redriveCount() <= closed.redriveCount())
                .isPresent();
    }

    /** Empty when nothing is left to do. */
    private Optional<Change> next(Job job, Execution closed, FailedExecution failure) {
        if (!isDue(job, closed)) {
            return Optional.empty();
        }
        return switch (job.status()) {
            case ROLLING_BACK ->
                closed.group() == StepGroup.TENANT ? Optional.of(nextOfRollback(job, failure)) : Optional.empty();
            // A step that meets a cancelled job fails, and may end the execution before anybody stops it.
            case CANCELLING -> nextOfProvisioning(job, closed.group(), new FailedExecution.Stopped());
            case PENDING, RUNNING, WAITING -> nextOfProvisioning(job, closed.group(), failure);
            case COMPLETE, FAILED, CANCELLED, ROLLED_BACK, ROLLBACK_FAILED -> Optional.empty();
        };
    }

    /** A rollback goes one step after the other, so the one that it is at has ended it; often that says why itself. */
    private Change nextOfRollback(Job job, FailedExecution failure) {
        var rollback = new JobRollback(job);
        return job.steps().stream()
                .filter(step -> step.error().isPresent())
                .findFirst()
                .or(rollback::nextStep)
                .filter(step -> !hasFailedToBeUndone(step))
                .map(step -> rollback.failStep(step.name(), undoError(step, failure), clock.instant()))
                .orElseGet(() -> job.end(JobStatus.ROLLBACK_FAILED, clock.instant()));
    }

    /** Otherwise its error is that of an attempt which was to be tried again. */
    private static boolean hasFailedToBeUndone(Step step) {
        return step.error()
                .filter(error -> error.message().equals(step.message()))
                .isPresent();
    }

    private static StepError undoError(Step step, FailedExecution failure) {
        return step.error()
                .orElseGet(() -> new StepError(
                        CODE,
                        switch (failure) {
                            case FailedExecution.Stopped() -> "Somebody stopped the rollback.";
                            case FailedExecution.Failed(var reason) -> reason;
                        },
                        "Roll the job back again: it continues where it stopped.",
                        true,
                        Optional.empty()));
    }

    private Optional<Change> nextOfProvisioning(Job job, StepGroup closed, FailedExecution failure) {
        return job.openSteps().stream()
                .filter(step -> isEndedBy(job, step.name().group(), closed))
                .findFirst()
                .map(step -> end(job, step, failure))
                .or(() -> endOfPart(job, failure));
    }

    /** The end of the tenant's execution is also that of registrations that it did not come to start. */
    private static boolean isEndedBy(Job job, StepGroup group, StepGroup closed) {
        return group == closed
                || (closed == StepGroup.TENANT && job.execution(group).isEmpty());
    }

    private Optional<Change> endOfPart(Job job, FailedExecution failure) {
        if (!job.openSteps().isEmpty()) {
            return job.status() == JobStatus.CANCELLING ? Optional.empty() : job.finish(clock.instant());
        }
        var hasFailed = job.steps().stream().anyMatch(step -> step.status() == StepStatus.FAILED);
        return Optional.of(job.end(
                hasFailed && job.status() != JobStatus.CANCELLING ? JobStatus.FAILED : status(failure),
                clock.instant()));
    }

    private Change end(Job job, Step step, FailedExecution failure) {
        var now = clock.instant();
        if (step.status() == StepStatus.PENDING) {
            return job.cancelStep(step.name(), "Not started, because the job ended before", now);
        }
        return switch (failure) {
            case FailedExecution.Stopped() ->
                job.cancelStep(step.name(), "Stopped; what exists already stays in the ledger", now);
            case FailedExecution.Failed(var reason) ->
                hasFailed(job, step, reason)
                        ? job.failStep(step.name(), error(reason), now)
                        : job.cancelStep(step.name(), "Stopped, because another step failed", now);
        };
    }

    /**
     * Steps run side by side, and the execution does not say which one ended it. It is one that has failed already
     * (optional ones end none), or else one whose last attempt failed for this reason; where none says so, a function
     * died without a word, and all that were running are in doubt.
     */
    private static boolean hasFailed(Job job, Step step, String reason) {
        var beside = job.steps().stream()
                .filter(other -> other.name().group() == step.name().group())
                .toList();
        return beside.stream().noneMatch(JobFinalizer::failedByItself)
                && (failedFor(reason).test(step) || beside.stream().noneMatch(failedFor(reason)));
    }

    private static boolean failedByItself(Step step) {
        return step.status() == StepStatus.FAILED
                && !step.hasFailedOptionally()
                && !step.error().map(StepError::code).equals(Optional.of(CODE));
    }

    private static Predicate<Step> failedFor(String reason) {
        return step -> step.error()
                .filter(error -> !error.code().equals(CODE) && reason.startsWith(error.message()))
                .isPresent();
    }

    private static JobStatus status(FailedExecution failure) {
        return switch (failure) {
            case FailedExecution.Stopped() -> JobStatus.CANCELLED;
            case FailedExecution.Failed _ -> JobStatus.FAILED;
        };
    }

    private static StepError error(String reason) {
        return new StepError(
                CODE,
                reason,
                "Trigger the organisation again: what exists already is adopted, and only what is missing is created.",
                true,
                Optional.empty());
    }
}
