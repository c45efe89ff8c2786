package dev.tenantry.cli.watch;

import dev.tenantry.cli.api.Status;

/** Condition until which a job is followed. */
public enum WatchUntil {
    /** Until the organisation can use its tenant, whatever becomes of its registrations, or the job ends before. */
    USABLE,
    /** Until nothing more happens to the job. */
    END;

    /** Whether a job is there, or will never be. */
    boolean isReached(JobView view) {
        return view.hasEnded() || (this == USABLE && view.status().equals(Status.WAITING));
    }
}
