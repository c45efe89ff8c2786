package dev.tenantry.core.storage;

import dev.tenantry.core.job.JobId;

/** A job cannot be taken up again, because its organisation has a newer one. */
public final class NotLatestJobException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient JobId latest;

    NotLatestJobException(JobId job, JobId latest) {
        super("Job " + job + " is not its organisation's newest one: that is " + latest);
        this.latest = latest;
    }

    /** The organisation's newest job. */
    public JobId latest() {
        return latest;
    }
}
