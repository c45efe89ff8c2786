package dev.tenantry.core.job;

import dev.tenantry.core.plan.OrgId;
import java.time.Instant;
import java.util.Optional;

/**
 * A recorded change of a job, as clients see it.
 *
 * @param jobId which job
 * @param orgId whose tenant
 * @param version the job's version after the change: the cursor of the event log and of live updates
 * @param at when
 * @param by who requested the change, or {@link Job#SYSTEM}
 * @param jobStatus the job's status after it
 * @param progress the job's progress after it
 * @param step the step that changed, or empty when the change was the job's alone
 */
public record JobEvent(
        JobId jobId,
        OrgId orgId,
        long version,
        Instant at,
        String by,
        JobStatus jobStatus,
        Progress progress,
        Optional<Step> step) {

    /** The first event of a job: its creation. */
    public static JobEvent created(Job job) {
        return of(job, Optional.empty(), job.createdBy());
    }

    static JobEvent of(Job changed, Optional<Step> step, String by) {
        return new JobEvent(
                changed.id(),
                changed.orgId(),
                changed.version(),
                changed.updatedAt(),
                by,
                changed.status(),
                changed.progress(),
                step);
    }
}
