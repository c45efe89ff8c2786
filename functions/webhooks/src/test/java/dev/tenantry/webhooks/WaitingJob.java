package dev.tenantry.webhooks;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.RegistrationJobs;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.JobStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A job of which the tenant is usable, and which waits for its brand and its toll-free numbers. */
final class WaitingJob {
    private WaitingJob() {}

    static Job store(JobStore jobs, OrgId orgId, Instant now) {
        var id = JobId.next();
        var execution =
                new Execution(id.value(), "arn:aws:states:us-east-1:123456789012:execution:provisioning:" + id.value());
        jobs.create(Job.create(id, orgId, RegistrationJobs.BOTH, execution, true, "somebody", now));
        Job before;
        var after = jobs.find(id).orElseThrow();
        do {
            before = after;
            after = jobs.update(id, job -> RegistrationJobs.towardsWaiting(job, now));
        } while (!after.equals(before));
        return after;
    }

    /** Completes these steps. */
    static void complete(JobStore jobs, JobId id, List<StepName> steps, Instant now) {
        for (var step : steps) {
            if (jobs.find(id).orElseThrow().step(step).status() == StepStatus.PENDING) {
                jobs.update(id, job -> Optional.of(job.startStep(step, now)));
            }
            jobs.update(id, job -> Optional.of(job.completeStep(step, "Done", List.of(), now)));
        }
    }
}
