package dev.tenantry.steps;

import dev.tenantry.core.job.JobId;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.NotLatestJobException;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.PermanentFailureException;
import java.time.InstantSource;

/**
 * Takes jobs up again whose execution somebody redrove past our API: with "Redrive" in the AWS console, or the AWS
 * command line. The first of its functions to run does so.
 */
final class Redrives {
    /** Who asked for it. Step Functions tells its states that they are redriven, and CloudTrail alone knows by whom. */
    static final String BY = "Step Functions redrive";

    private final JobStore jobs;
    private final InstantSource clock;

    Redrives(JobStore jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Takes the job up, unless its execution was never redriven, or the job knows so.
     *
     * @param execution the execution's name
     * @param redriveCount how often it has been redriven
     * @throws PermanentFailureException when the job is not its organisation's newest one
     */
    void takeUp(JobId id, String execution, int redriveCount) {
        if (redriveCount == 0) {
            return;
        }
        try {
            jobs.update(id, job -> job.redriven(execution, redriveCount, BY, clock.instant()));
        } catch (NotLatestJobException overtaken) {
            throw new PermanentFailureException(FailureDetails.of(
                    overtaken.getMessage() + ", so nothing more is done for it.",
                    "Operator: look at the job " + overtaken.latest() + "; it is the one to retry or to roll back."));
        }
    }
}
