package dev.tenantry.cli.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A step of a job. In a job it is whole; in an update the times and the resources are missing.
 *
 * @param name e.g. {@code buy-numbers}
 * @param title e.g. {@code Buy numbers}
 * @param group the part of the job that it belongs to, e.g. {@code tenant} or {@code a2p}
 * @param status where it stands
 * @param message what a person wants to know of it, or empty
 * @param attempt how often it was begun
 * @param startedAt when it was begun: first, again by a retry, or by its rollback
 * @param endedAt when it ended
 * @param resources what exists at Twilio because of it
 * @param error why it failed, if it did
 * @param waitingFor whom it waits for, while it does
 */
public record Step(
        String name,
        String title,
        String group,
        Status status,
        String message,
        int attempt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        List<Resource> resources,
        Optional<StepError> error,
        Optional<WaitingFor> waitingFor) {

    /** The group of the steps that every organisation's tenant is made by. */
    public static final String TENANT = "tenant";

    /** Fills in what the server may leave out. */
    public Step {
        title = Objects.requireNonNullElse(title, name);
        group = Objects.requireNonNullElse(group, TENANT);
        message = Objects.requireNonNullElse(message, "");
        resources = resources == null ? List.of() : List.copyOf(resources);
    }

    /**
     * This step as told by an update, completed with what was known of it before.
     *
     * @param before the step as it was known
     * @param at when the update happened
     */
    public Step mergedInto(Step before, Instant at) {
        var started = startedAt.or(before::startedAt).or(() -> Optional.of(at)
                .filter(when -> !status.equals(Status.PENDING)));
        var ended = status.isEnded() ? endedAt.or(() -> Optional.of(at)) : Optional.<Instant>empty();
        return new Step(
                name,
                title,
                group,
                status,
                message,
                attempt,
                started,
                ended,
                resources.isEmpty() ? before.resources() : resources,
                error,
                waitingFor);
    }

    /**
     * Whom a step waits for.
     *
     * @param who who decides, e.g. {@code Twilio's reviewers}
     * @param usually how long that usually takes, in words, e.g. {@code 2 to 3 days}
     * @param since since when they have it
     */
    public record WaitingFor(String who, String usually, Instant since) {}

    /**
     * Something that exists at Twilio.
     *
     * @param type e.g. {@code phone-number}
     * @param sid Twilio's id for it
     */
    public record Resource(String type, String sid) {}

    /**
     * Why a step failed.
     *
     * @param code a stable word for the kind of failure
     * @param message what happened
     * @param nextAction who must act, and what to do
     * @param retryable whether the same step may succeed unchanged
     * @param upstream the answer of the system that refused, if one did
     */
    public record StepError(
            String code, String message, String nextAction, boolean retryable, Optional<Upstream> upstream) {}

    /**
     * The answer of a system that refused.
     *
     * @param provider e.g. {@code twilio}
     * @param code its own error code
     * @param moreInfo where it documents the code
     */
    public record Upstream(String provider, int code, String moreInfo) {}
}
