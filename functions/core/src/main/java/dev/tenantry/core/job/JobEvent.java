package dev.tenantry.core.job;

import java.time.Instant;
import java.util.Optional;

/**
 * One change of a job, as clients hear of it.
 *
 * @param jobId which job
 * @param orgId whose tenant
 * @param version the job's version after the change: the cursor of the event log and of live updates
 * @param at when
 * @param by who asked for the change, or {@link Job#SYSTEM}
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

    /** The first event of a job: that it was asked for. */
    public static JobEvent created(Job job) {
        return new Job.Change(job, Optional.empty(), job.createdBy()).event();
    }
}
