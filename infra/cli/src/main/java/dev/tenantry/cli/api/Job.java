package dev.tenantry.cli.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
 * @param simulated whether Twilio is a simulated one, so that nothing is bought
 * @param createdAt when it was asked for
 * @param startedAt when what it does, or did last, was asked for: the job itself, its last retry, or its rollback
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
        boolean simulated,
        Instant createdAt,
        Instant startedAt,
        Instant updatedAt,
        Optional<Instant> endedAt) {

    public Job {
        steps = List.copyOf(steps);
        // A system that was deployed earlier does not say so.
        startedAt = Objects.requireNonNullElse(startedAt, createdAt);
    }

    /** How long what it does, or did last, took, or has taken until now. */
    public Duration age(Instant now) {
        return Duration.between(startedAt, endedAt.orElse(now));
    }
}
