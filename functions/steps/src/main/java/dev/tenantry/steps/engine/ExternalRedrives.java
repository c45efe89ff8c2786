package dev.tenantry.steps.engine;

import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.NotLatestJobException;
import java.time.InstantSource;

/**
 * Restarts jobs whose execution was redriven outside our API: with "Redrive" in the AWS console, or the AWS command
 * line. The first function of the execution to run does so.
 */
public final class ExternalRedrives {
    /**
     * The name under which the job records such a retry. Step Functions tells its states that they are redriven, and
     * CloudTrail alone knows by whom.
     */
    public static final String BY = "Step Functions redrive";

    private final JobStore jobs;
    private final InstantSource clock;

    /** @param jobs where jobs are recorded */
    public ExternalRedrives(JobStore jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Restarts the job, unless its execution was never redriven, or the job knows so.
     *
     * @param execution the execution's name
     * @param redriveCount how often it has been redriven
     * @throws PermanentFailureException when the job is not its organisation's newest one
     */
    public void restart(JobId id, String execution, int redriveCount) {
        if (redriveCount == 0) {
            return;
        }
        try {
            jobs.update(id, job -> job.recordRedrive(execution, redriveCount, BY, clock.instant()));
        } catch (NotLatestJobException overtaken) {
            throw new PermanentFailureException(FailureDetails.of(
                    overtaken.getMessage() + ", so nothing more is done for it.",
                    "Operator: look at the job " + overtaken.latest() + "; it is the one to retry or to roll back."));
        }
    }
}
