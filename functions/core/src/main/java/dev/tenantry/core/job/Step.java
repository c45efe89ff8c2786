package dev.tenantry.core.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A step of a job, as it stands.
 *
 * @param name which step
 * @param status where it stands
 * @param message what a person wants to know of it, or empty
 * @param attempt how often it was begun
 * @param startedAt when it was first begun
 * @param endedAt when it came to a final status
 * @param resources what exists at Twilio because of it
 * @param error why it failed, or could not be undone; while it is tried again, why its last attempt failed
 * @param waitingFor whom it waits for, while it does
 */
public record Step(
        StepName name,
        StepStatus status,
        String message,
        int attempt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        List<Resource> resources,
        Optional<StepError> error,
        Optional<WaitingFor> waitingFor) {

    /** Keeps a copy of the list. */
    public Step {
        resources = List.copyOf(resources);
    }

    /** A step that nobody has begun. */
    public static Step pending(StepName name) {
        return new Step(
                name,
                StepStatus.PENDING,
                "",
                0,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** A step as a new job has it: left out by the plan, or not begun. */
    static Step initial(StepName name, Plan plan, Instant now) {
        return name.whyLeftOut(plan)
                .map(reason -> new Step(
                        name,
                        StepStatus.SKIPPED,
                        reason,
                        0,
                        Optional.empty(),
                        Optional.of(now),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()))
                .orElseGet(() -> pending(name));
    }

    /** The step as a retry takes it up again: what it has made and how often it was begun stays known. */
    Step renew(Plan plan, Instant now) {
        var fresh = initial(name, plan, now);
        return new Step(
                name,
                fresh.status,
                fresh.message,
                attempt,
                Optional.empty(),
                fresh.endedAt,
                resources,
                Optional.empty(),
                Optional.empty());
    }

    Step start(Instant now) {
        requireLegal(StepStatus.RUNNING);
        return new Step(
                name,
                StepStatus.RUNNING,
                message,
                attempt + 1,
                startedAt.or(() -> Optional.of(now)),
                Optional.empty(),
                resources,
                Optional.empty(),
                Optional.empty());
    }

    /** The step as one that has handed something in and needs the answer. */
    Step await(String newMessage, List<Resource> newResources, WaitingFor whom) {
        requireLegal(StepStatus.WAITING);
        return new Step(
                name,
                StepStatus.WAITING,
                newMessage,
                attempt,
                startedAt,
                Optional.empty(),
                newResources,
                Optional.empty(),
                Optional.of(whom));
    }

    Step report(String newMessage, List<Resource> newResources) {
        return new Step(name, status, newMessage, attempt, startedAt, endedAt, newResources, error, waitingFor);
    }

    Step reportFailure(StepError cause) {
        return new Step(
                name,
                status,
                cause.message() + " Trying again.",
                attempt,
                startedAt,
                endedAt,
                resources,
                Optional.of(cause),
                waitingFor);
    }

    /** A step that could not be undone: it stays what it was. */
    Step failUndo(StepError cause) {
        return new Step(
                name,
                status,
                cause.message(),
                attempt,
                startedAt,
                endedAt,
                resources,
                Optional.of(cause),
                Optional.empty());
    }

    Step withoutError() {
        return new Step(name, status, message, attempt, startedAt, endedAt, resources, Optional.empty(), waitingFor);
    }

    Step end(StepStatus finalStatus, String finalMessage, Optional<StepError> cause, Instant now) {
        requireLegal(finalStatus);
        return new Step(
                name,
                finalStatus,
                finalMessage,
                attempt,
                startedAt,
                Optional.of(now),
                resources,
                cause,
                Optional.empty());
    }

    private void requireLegal(StepStatus next) {
        if (!status.canBecome(next)) {
            throw new IllegalTransitionException("Step " + name.id() + " cannot go from " + status + " to " + next);
        }
    }
}
