package dev.tenantry.core.job;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.job.Job.Change;
import java.time.Instant;
import java.util.Optional;

/**
 * The end of a job: when it, or a part of it, may end, and with which status.
 *
 * @param job the job as it is
 */
record JobEnd(Job job) {

    Optional<Change> finishPart(Instant now) {
        if (job.status().isEnded()) {
            return Optional.empty();
        }
        if (job.openSteps().isEmpty() || job.isOpen(StepGroup.TENANT)) {
            return Optional.of(end(new Steps(job.steps()).outcome(), now));
        }
        job.requireLegal(JobStatus.WAITING);
        return job.status() == JobStatus.WAITING
                ? Optional.empty()
                : Optional.of(job.next(now).status(JobStatus.WAITING).bySystem());
    }

    Change end(JobStatus finalStatus, Instant now) {
        job.requireLegal(finalStatus);
        job.openSteps().stream().findFirst().ifPresent(open -> {
            throw job.refusal("cannot become " + finalStatus + " while its step "
                    + open.name().id() + " is " + open.status());
        });
        if (finalStatus == JobStatus.ROLLED_BACK) {
            new JobRollback(job).nextStep().ifPresent(left -> {
                throw job.refusal("cannot become " + finalStatus + " while its step "
                        + left.name().id() + " is not undone");
            });
        }
        return job.next(now).status(finalStatus).bySystem();
    }
}
