package dev.tenantry.core.execution;

import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Job.Change;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.storage.JobStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Ends a job whose execution has closed: first its open steps, one change each, then itself. The event may come twice
 * or late; each change is made only where it is still due.
 */
public final class Settler {
    /** Tells the failures that the end of the execution gave to a step from those that the step gave itself. */
    private static final String CODE = "execution-failed";

    private final JobStore jobs;
    private final InstantSource clock;

    /** Ends jobs in this store. */
    public Settler(JobStore jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Ends the job of an execution, unless something else works for the job by now: a newer execution, or the same one
     * redriven.
     *
     * @param execution which execution closed, after how many redrives
     * @throws java.util.NoSuchElementException when there is no such job
     */
    public void settle(JobId id, Execution execution, Closing closing) {
        Job job;
        do {
            job = jobs.update(id, seen -> isDue(seen, execution) ? Optional.of(next(seen, closing)) : Optional.empty());
        } while (isDue(job, execution));
    }

    private static boolean isDue(Job job, Execution closed) {
        return !job.status().isEnded()
                && job.lastExecution().name().equals(closed.name())
                && job.lastExecution().redriveCount() <= closed.redriveCount();
    }

    private Change next(Job job, Closing closing) {
        return switch (job.status()) {
            case ROLLING_BACK -> nextOfRollback(job, closing);
            // A step that meets a cancelled job fails, and may end the execution before anybody stops it.
            case CANCELLING -> nextOfProvisioning(job, new Closing.Stopped());
            case PENDING, RUNNING, WAITING, COMPLETE, FAILED, CANCELLED, ROLLED_BACK, ROLLBACK_FAILED ->
                nextOfProvisioning(job, closing);
        };
    }

    /** A rollback goes one step after the other, so the one that it is at has ended it; often that says why itself. */
    private Change nextOfRollback(Job job, Closing closing) {
        return job.steps().stream()
                .filter(step -> step.error().isPresent())
                .findFirst()
                .or(job::nextToUndo)
                .filter(step -> !hasFailedToBeUndone(step))
                .map(step -> job.failUndo(step.name(), undoError(step, closing), clock.instant()))
                .orElseGet(() -> job.end(JobStatus.ROLLBACK_FAILED, clock.instant()));
    }

    /** Otherwise its error is that of an attempt which was to be tried again. */
    private static boolean hasFailedToBeUndone(Step step) {
        return step.error()
                .filter(error -> error.message().equals(step.message()))
                .isPresent();
    }

    private static StepError undoError(Step step, Closing closing) {
        return step.error()
                .orElseGet(() -> new StepError(
                        CODE,
                        switch (closing) {
                            case Closing.Stopped() -> "Somebody stopped the rollback.";
                            case Closing.Failed(var reason) -> reason;
                        },
                        "Roll the job back again: it goes on where it stopped.",
                        true,
                        Optional.empty()));
    }

    private Change nextOfProvisioning(Job job, Closing closing) {
        return job.openSteps().stream()
                .findFirst()
                .map(step -> end(job, step, closing))
                .orElseGet(() -> job.end(status(closing), clock.instant()));
    }

    private Change end(Job job, Step step, Closing closing) {
        var now = clock.instant();
        if (step.status() == StepStatus.PENDING) {
            return job.cancelStep(step.name(), "Not started, because the job ended before", now);
        }
        return switch (closing) {
            case Closing.Stopped() ->
                job.cancelStep(step.name(), "Stopped; what exists already stays in the ledger", now);
            case Closing.Failed(var reason) ->
                hasFailed(job, step, reason)
                        ? job.failStep(step.name(), error(reason), now)
                        : job.cancelStep(step.name(), "Stopped, because another step failed", now);
        };
    }

    /**
     * Steps run side by side, and the execution does not say which one ended it. It is one that has failed already, or
     * else one whose last attempt failed for this reason; where none says so, a function died without a word, and all
     * that were running are in doubt.
     */
    private static boolean hasFailed(Job job, Step step, String reason) {
        return job.steps().stream().noneMatch(Settler::failedByItself)
                && (failedFor(reason).test(step) || job.steps().stream().noneMatch(failedFor(reason)));
    }

    private static boolean failedByItself(Step step) {
        return step.status() == StepStatus.FAILED
                && !step.error().map(StepError::code).equals(Optional.of(CODE));
    }

    private static Predicate<Step> failedFor(String reason) {
        return step -> step.error()
                .filter(error -> !error.code().equals(CODE) && reason.startsWith(error.message()))
                .isPresent();
    }

    private static JobStatus status(Closing closing) {
        return switch (closing) {
            case Closing.Stopped() -> JobStatus.CANCELLED;
            case Closing.Failed _ -> JobStatus.FAILED;
        };
    }

    private static StepError error(String reason) {
        return new StepError(
                CODE,
                reason,
                "Trigger the organisation again: what exists already is found, and only what is missing is made.",
                true,
                Optional.empty());
    }
}
