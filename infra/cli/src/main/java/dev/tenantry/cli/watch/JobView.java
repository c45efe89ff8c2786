package dev.tenantry.cli.watch;

import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.api.JobUpdate;
import dev.tenantry.cli.api.Progress;
import dev.tenantry.cli.api.Status;
import dev.tenantry.cli.api.Step;
import dev.tenantry.cli.watch.Change.JobChange;
import dev.tenantry.cli.watch.Change.StepChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * View of a job, built from snapshots and updates that may arrive twice, late, or not at all. Pure: it neither waits
 * nor prints.
 *
 * <p>It never skips a version by itself, so its caller sees every status that the job and its steps went through.
 */
public final class JobView {
    private final Job origin;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private Status status;
    private Progress progress;
    private long version;
    private Instant startedAt;
    private Optional<Instant> endedAt;

    /** Begins with a job as it stands. */
    public JobView(Job origin) {
        this.origin = origin;
        take(origin);
    }

    /** The result of applying a snapshot or an update to the view. */
    public sealed interface Outcome {
        /** It was the next version, and changed this; possibly nothing that a person would see. */
        record Taken(List<Change> changes) implements Outcome {}

        /** It was known already. */
        record Known() implements Outcome {}

        /** It is ahead: what happened after this version must be fed first. */
        record Gap(long after) implements Outcome {}
    }

    /** Feeds an update. */
    public Outcome apply(JobUpdate update) {
        if (update.version() <= version) {
            return new Outcome.Known();
        }
        return update.version() > version + 1 ? new Outcome.Gap(version) : new Outcome.Taken(take(update));
    }

    /** Feeds a snapshot, which tells that there is more to know, but not the way there. */
    public Outcome apply(Job snapshot) {
        return snapshot.version() <= version ? new Outcome.Known() : new Outcome.Gap(version);
    }

    /** Jumps to a snapshot, for when the way there is not to be had; statuses in between stay unseen. */
    public List<Change> jumpTo(Job snapshot) {
        if (snapshot.version() <= version) {
            return List.of();
        }
        var changes = new ArrayList<Change>();
        for (var step : snapshot.steps()) {
            stepChange(step, step.endedAt().or(step::startedAt).orElse(snapshot.updatedAt()))
                    .ifPresent(changes::add);
        }
        jobChange(snapshot.status(), snapshot.updatedAt()).ifPresent(changes::add);
        take(snapshot);
        return changes;
    }

    /** Every step as it stands, as changes, for somebody who has seen nothing yet. */
    public List<StepChange> opening() {
        return steps.values().stream()
                .map(step -> new StepChange(step.endedAt().or(step::startedAt).orElse(origin.createdAt()), step))
                .toList();
    }

    /** The job's id. */
    public String jobId() {
        return origin.id();
    }

    /** Whose job it is. */
    public String orgId() {
        return origin.orgId();
    }

    /** Whether nothing is bought by it. */
    public boolean isSimulated() {
        return origin.simulated();
    }

    /** The last version that the view knows. */
    public long version() {
        return version;
    }

    /** Where the job stands. */
    public Status status() {
        return status;
    }

    /** Whether the job has ended. */
    public boolean hasEnded() {
        return status.isEnded();
    }

    /** How far it is. */
    public Progress progress() {
        return progress;
    }

    /** Its steps in the order in which people read them. */
    public List<Step> steps() {
        return List.copyOf(steps.values());
    }

    /** How long what the job does, or did last, took, or has taken until now. */
    public Duration age(Instant now) {
        return Duration.between(startedAt, endedAt.orElse(now));
    }

    private List<Change> take(JobUpdate update) {
        var changes = new ArrayList<Change>();
        update.step().ifPresent(updated -> {
            var step = updated.mergedInto(steps.getOrDefault(updated.name(), updated), update.at());
            stepChange(step, update.at()).ifPresent(changes::add);
            steps.put(step.name(), step);
        });
        jobChange(update.job().status(), update.at()).ifPresent(changes::add);
        if (status.isEnded() && !update.job().status().isEnded()) {
            startedAt = update.at();
        }
        status = update.job().status();
        progress = update.job().progress();
        version = update.version();
        endedAt = Optional.of(update.at()).filter(_ -> status.isEnded());
        return changes;
    }

    private void take(Job job) {
        steps.clear();
        job.steps().forEach(step -> steps.put(step.name(), step));
        status = job.status();
        progress = job.progress();
        version = job.version();
        startedAt = job.startedAt();
        endedAt = job.endedAt();
    }

    private Optional<Change> stepChange(Step now, Instant at) {
        var before = steps.get(now.name());
        var same = before != null
                && before.status().equals(now.status())
                && before.message().equals(now.message())
                && before.attempt() == now.attempt()
                && before.waitingFor().equals(now.waitingFor());
        return same ? Optional.empty() : Optional.of(new StepChange(at, now));
    }

    private Optional<Change> jobChange(Status now, Instant at) {
        return now.equals(status) ? Optional.empty() : Optional.of(new JobChange(at, now));
    }
}
