package dev.tenantry.cli.api;

import java.time.Instant;
import java.util.Optional;

/**
 * One change of a job: an entry of its event log, and a {@code provisioning-update} frame.
 *
 * @param jobId which job
 * @param version the job's version after the change; versions have no gaps
 * @param at when
 * @param job the job after it
 * @param step the step that changed, or empty when the change was the job's alone
 */
public record JobUpdate(String jobId, long version, Instant at, Head job, Optional<Step> step) {
    /**
     * The job after a change.
     *
     * @param status its status
     * @param progress how far it is
     */
    public record Head(Status status, Progress progress) {}
}
