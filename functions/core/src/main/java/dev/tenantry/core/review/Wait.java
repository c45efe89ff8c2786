package dev.tenantry.core.review;

import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.StepName;
import java.time.Duration;
import java.time.Instant;

/**
 * A step that waits for a review. What is reviewed is in the ledger; a wait only says whom to wake, and when to look if
 * no callback comes.
 *
 * @param orgId whose tenant
 * @param jobId the job that waits
 * @param step the step that waits; each attempt at it waits for itself
 * @param taskToken what Step Functions is told the outcome by; each attempt at the step has another
 * @param since since when it waits
 * @param looks how often it was looked at in vain
 * @param dueAt when to look next
 */
public record Wait(OrgId orgId, JobId jobId, StepName step, String taskToken, Instant since, int looks, Instant dueAt) {
    private static final Duration HOUR = Duration.ofHours(1);
    /** Each look costs money, so what has taken long may take this part of its time longer when a callback is lost. */
    private static final int PART = 8;

    private static final Duration LONGEST = Duration.ofHours(12);

    /** A wait that begins now. */
    public static Wait begin(OrgId orgId, JobId jobId, StepName step, String taskToken, Instant now, Duration first) {
        return new Wait(orgId, jobId, step, taskToken, now, 0, now.plus(first));
    }

    /**
     * The wait after another look in vain: the next one comes after twice the time; once that is an hour, after an hour
     * or an eighth of all the time that it has waited, whichever is longer, at most twelve hours.
     *
     * @param first after how long it was looked at for the first time
     */
    public Wait lookedInVain(Instant now, Duration first) {
        // Beyond this many doublings even a second is longer than the longest.
        var doublings = Math.min(looks + 1, 12);
        var soon = shorter(first.multipliedBy(1L << doublings), HOUR);
        var later = shorter(Duration.between(since, now).dividedBy(PART), LONGEST);
        var pause = soon.compareTo(later) < 0 ? later : soon;
        return new Wait(orgId, jobId, step, taskToken, since, looks + 1, now.plus(pause));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** The wait when a look at it came to nothing: the next one is due at once. */
    public Wait dueFrom(Instant now) {
        return new Wait(orgId, jobId, step, taskToken, since, looks, now);
    }

    /** Without the token, which is nobody's business but Step Functions'. */
    @Override
    public String toString() {
        return "Wait[" + orgId + ", " + jobId + ", " + step.id() + ", looks=" + looks + ", dueAt=" + dueAt + "]";
    }
}
