package dev.tenantry.cli.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A provisioning job, as far as this client shows it.
 *
 * @param id e.g. {@code job_01J…}
 * @param orgId whose tenant
 * @param status where it stands
 * @param usable whether the organisation can use its tenant
 * @param version how many changes it has seen: the cursor of updates
 * @param progress how far it is
 * @param steps its steps, in the order in which people read them
 * @param rollback how it is, or was, rolled back, if somebody asked for that
 * @param simulated whether Twilio is a simulated one, so that nothing is bought
 * @param createdAt when it was asked for
 * @param updatedAt when it last changed
 * @param endedAt when it ended, if it has
 */
public record Job(
        String id,
        String orgId,
        Status status,
        boolean usable,
        long version,
        Progress progress,
        List<Step> steps,
        Optional<RolledBack> rollback,
        boolean simulated,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> endedAt) {

    /** Keeps a copy of the list. */
    public Job {
        steps = List.copyOf(steps);
    }

    /**
     * How a job is rolled back, as far as this client shows it.
     *
     * @param startedAt when that was begun, or taken up again; older servers do not say
     */
    public record RolledBack(Optional<Instant> startedAt) {}

    /** When what it did last was begun: it was asked for, or its rollback was. */
    public Instant begunAt() {
        return rollback.flatMap(RolledBack::startedAt).orElse(createdAt);
    }

    /** How long the job, or its rollback, took, or has taken until now. */
    public Duration age(Instant now) {
        return Duration.between(begunAt(), endedAt.orElse(now));
    }
}
