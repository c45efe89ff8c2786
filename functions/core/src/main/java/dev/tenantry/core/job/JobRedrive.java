package dev.tenantry.core.job;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.job.Job.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rules for an execution that was redriven without a request to the job, in the AWS console for example. It counts
 * as a retry without change of the plan, or as a repeated rollback.
 *
 * @param job the job as it is; it may not know yet that the execution had closed
 * @param execution the execution after its redrive
 */
record JobRedrive(Job job, Execution execution) {

    /** Records the redrive, and resumes what the execution works for; empty when there is nothing to resume. */
    Optional<Change> record(String by, Instant now) {
        return switch (job.status()) {
            case PENDING, RUNNING, WAITING, FAILED, CANCELLED ->
                isOfTenant() || new Steps(job.steps()).makeUsableTenant()
                        ? Optional.of(resume(by, now))
                        : Optional.empty();
            case ROLLING_BACK, ROLLBACK_FAILED ->
                isOfTenant() ? Optional.of(new JobRollback(job).resume(execution, by, now)) : Optional.empty();
            case COMPLETE, CANCELLING, ROLLED_BACK -> Optional.empty();
        };
    }

    /**
     * The tenant's execution starts the registrations again; a registration's runs the steps of that one alone. An
     * optional step that has failed did not end the execution, which therefore does not run it again.
     */
    private Change resume(String by, Instant now) {
        var steps = new Steps(job.steps())
                .changeEach(step -> isRunAgain(step) ? step.restart(job.plan(), job.plan(), now) : step);
        return job.next(now)
                .status(job.status().isEnded() ? restarted() : job.status())
                .consent(Consent.NONE)
                .steps(steps)
                .with(List.of(execution))
                .requestedBy(by);
    }

    private boolean isRunAgain(Step step) {
        return (isOfTenant() || step.name().group() == execution.group()) && !step.hasFailedOptionally();
    }

    private JobStatus restarted() {
        return isOfTenant() ? JobStatus.PENDING : JobStatus.WAITING;
    }

    private boolean isOfTenant() {
        return execution.group() == StepGroup.TENANT;
    }
}
