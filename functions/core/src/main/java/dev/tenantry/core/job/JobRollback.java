package dev.tenantry.core.job;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.Job.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The rollback of a job: when a job can be rolled back, how its steps change meanwhile, and which comes next. Where a
 * step is changed though the job is not being rolled back, an {@link IllegalTransitionException} says so.
 *
 * @param job the job as it is
 */
public record JobRollback(Job job) {

    Change begin(Rollback choices, Execution execution, String by, Instant now) {
        if (job.status() == JobStatus.ROLLING_BACK) {
            throw job.refusal("is being rolled back already");
        }
        job.requireLegal(JobStatus.ROLLING_BACK);
        return rollBack(choices, execution, by, now);
    }

    /** Resumes the rollback, which may not be known yet to have failed; then it counts from when it began. */
    Change resume(Execution execution, String by, Instant now) {
        return rollBack(job.rollback().orElseThrow(), execution, by, now);
    }

    private Change rollBack(Rollback choices, Execution execution, String by, Instant now) {
        return job.next(now)
                .status(JobStatus.ROLLING_BACK)
                .steps(new Steps(job.steps()).changeEach(Step::withoutError))
                .with(List.of(execution))
                .rollback(choices)
                .requestedBy(by);
    }

    /** Reports the progress of a step's rollback, or that the step stays as it is; its status stays. */
    public Change reportStep(StepName name, String message, Instant now) {
        return changeStep(name, now, step -> step.withoutError().report(message, step.resources()));
    }

    /** Reports that an attempt at a step's rollback failed and is retried. */
    public Change reportFailure(StepName name, StepError error, Instant now) {
        return changeStep(name, now, step -> step.reportFailure(error));
    }

    /** Records why a step could not be rolled back; its status stays. */
    public Change failStep(StepName name, StepError error, Instant now) {
        return changeStep(name, now, step -> step.failRollback(error));
    }

    /** Marks a step as UNDONE: nothing exists because of it any more. */
    public Change completeStep(StepName name, String message, Instant now) {
        return changeStep(name, now, step -> step.report(message, List.of())
                .end(StepStatus.UNDONE, message, Optional.empty(), now));
    }

    /** The step that the rollback is at, or comes to next; empty when there is no rollback, or nothing left of it. */
    public Optional<Step> nextStep() {
        return job.rollback().flatMap(choices -> StepName.inRollbackOrder().stream()
                .map(job::step)
                .filter(step -> choices.concerns(step) && step.status() != StepStatus.UNDONE)
                .findFirst());
    }

    private Change changeStep(StepName name, Instant now, UnaryOperator<Step> change) {
        if (job.status() != JobStatus.ROLLING_BACK) {
            throw job.refusal("is " + job.status() + ", so nothing of it is undone");
        }
        return job.changeStep(
                name, job.status(), now, step -> change.apply(step).timedFrom(job.startedAt(), now));
    }
}
