package dev.tenantry.core.job;

import java.util.Set;

/** Status of a job, as the API shows it. */
public enum JobStatus {
    /** Recorded; its execution has not begun to work. */
    PENDING,
    /** At work. */
    RUNNING,
    /** The tenant is usable; reviews by others are open. */
    WAITING,
    /** Everything that the plan asks for is there. */
    COMPLETE,
    /** Ended without everything that the plan asks for; its steps say why. */
    FAILED,
    /** Asked to stop, and stopping at the next safe point. */
    CANCELLING,
    /** Stopped before it was done. */
    CANCELLED,
    /** Undoing what was done. */
    ROLLING_BACK,
    /** Everything that was done is undone. */
    ROLLED_BACK,
    /** Something could not be undone. */
    ROLLBACK_FAILED;

    /** Whether the job has ended: nothing more happens to it unless somebody asks for it. */
    public boolean isEnded() {
        return switch (this) {
            case COMPLETE, FAILED, CANCELLED, ROLLED_BACK, ROLLBACK_FAILED -> true;
            case PENDING, RUNNING, WAITING, CANCELLING, ROLLING_BACK -> false;
        };
    }

    /** Whether a job may go from this status to that one. Staying is always allowed. */
    public boolean canBecome(JobStatus next) {
        return this == next || successors().contains(next);
    }

    private Set<JobStatus> successors() {
        return switch (this) {
            // Complete at once: a job whose steps were all done when it was cancelled, and that is retried.
            case PENDING -> Set.of(RUNNING, COMPLETE, FAILED, CANCELLING, CANCELLED);
            case RUNNING -> Set.of(WAITING, COMPLETE, FAILED, CANCELLING, CANCELLED);
            // Not back to RUNNING: the tenant stays usable while its registrations continue.
            case WAITING -> Set.of(COMPLETE, FAILED, CANCELLING, CANCELLED);
            case CANCELLING -> Set.of(CANCELLED);
            case COMPLETE, FAILED, CANCELLED -> Set.of(ROLLING_BACK);
            case ROLLING_BACK -> Set.of(ROLLED_BACK, ROLLBACK_FAILED);
            case ROLLBACK_FAILED -> Set.of(ROLLING_BACK);
            case ROLLED_BACK -> Set.of();
        };
    }
}
