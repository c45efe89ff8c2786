package dev.tenantry.cli.follow;

import dev.tenantry.cli.api.Status;

/** How far a job is followed. */
public enum Goal {
    /** Until the organisation can use its tenant, whatever becomes of its registrations, or the job ends before. */
    USABLE,
    /** Until nothing more happens to the job. */
    END;

    /** Whether a job is there, or will never be. */
    boolean isReached(JobView view) {
        return view.hasEnded() || (this == USABLE && view.status().equals(Status.WAITING));
    }
}
