package dev.tenantry.core.pendingreview;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.plan.OrgId;
import java.time.Duration;
import java.time.Instant;

/**
 * A step that waits for a decision of Twilio's reviewers. What is reviewed is in the ledger; this says only which task
 * token to complete, and when to check the review if no callback arrives.
 *
 * @param orgId whose tenant
 * @param jobId the job that waits
 * @param step the step that waits; each attempt at it has a pending review of its own
 * @param taskToken the token by which Step Functions is given the outcome; each attempt at the step has another
 * @param since since when the step waits
 * @param checks how many checks have found the review undecided
 * @param dueAt when the next check is due
 */
public record PendingReview(
        OrgId orgId, JobId jobId, StepName step, String taskToken, Instant since, int checks, Instant dueAt) {
    private static final Duration MAX_BACKOFF = Duration.ofHours(1);
    /** A check costs money, so after a lost callback a decision may be noticed late by this part of the time waited. */
    private static final int PART_OF_TIME_WAITED = 8;

    private static final Duration MAX_INTERVAL = Duration.ofHours(12);
    /** After this many doublings even one second exceeds every limit; more would overflow. */
    private static final int MAX_DOUBLINGS = 12;

    /** A review that begins now. */
    public static PendingReview begin(
            OrgId orgId, JobId jobId, StepName step, String taskToken, Instant now, Duration firstInterval) {
        return new PendingReview(orgId, jobId, step, taskToken, now, 0, now.plus(firstInterval));
    }

    /**
     * This review after a check that found it undecided. The interval doubles with each check; once it is an hour, it
     * is an hour or an eighth of the time waited so far, whichever is longer, and at most twelve hours.
     *
     * @param firstInterval how long after its begin the review was first checked
     */
    public PendingReview withNextCheck(Instant now, Duration firstInterval) {
        var doublings = Math.min(checks + 1, MAX_DOUBLINGS);
        var backoff = shorter(firstInterval.multipliedBy(1L << doublings), MAX_BACKOFF);
        var proportional = shorter(Duration.between(since, now).dividedBy(PART_OF_TIME_WAITED), MAX_INTERVAL);
        var interval = backoff.compareTo(proportional) < 0 ? proportional : backoff;
        return new PendingReview(orgId, jobId, step, taskToken, since, checks + 1, now.plus(interval));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** This review after a check that failed: the next one is due at once. */
    public PendingReview dueFrom(Instant now) {
        return new PendingReview(orgId, jobId, step, taskToken, since, checks, now);
    }

    /** Leaves the task token out, which must not appear in logs. */
    @Override
    public String toString() {
        return "PendingReview[" + orgId + ", " + jobId + ", " + step.id() + ", checks=" + checks + ", dueAt=" + dueAt
                + "]";
    }
}
