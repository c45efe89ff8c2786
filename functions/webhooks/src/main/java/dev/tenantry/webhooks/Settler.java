package dev.tenantry.webhooks;

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
final class Settler {
    /** Tells the failures that the end of the execution gave to a step from those that the step gave itself. */
    private static final String CODE = "execution-failed";

    private final JobStore jobs;
    private final InstantSource clock;

    Settler(JobStore jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /** @throws java.util.NoSuchElementException when there is no such job */
    void settle(JobId id, Closing closing) {
        Job job;
        do {
            job = jobs.update(id, seen -> next(seen, closing));
        } while (!job.status().isEnded());
    }

    private Optional<Change> next(Job job, Closing closing) {
        if (job.status().isEnded()) {
            return Optional.empty();
        }
        var open = job.openSteps().stream().findFirst();
        return Optional.of(
                open.map(step -> end(job, step, closing)).orElseGet(() -> job.end(status(closing), clock.instant())));
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
