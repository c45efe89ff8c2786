package dev.tenantry.core.job;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.errorcode.ErrorCode;
import dev.tenantry.core.errorcode.ErrorCodes;
import dev.tenantry.core.errorcode.Resubmission;
import dev.tenantry.core.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A step of a job, with its present state.
 *
 * @param name which step
 * @param status where it stands
 * @param message its state in words, or empty
 * @param attempt how many attempts have begun
 * @param startedAt when it was begun: first, again by a retry of the job, or by the job's rollback
 * @param endedAt when it came to a final status, or when its rollback last changed it
 * @param resources what exists at Twilio because of it
 * @param error why it failed, or could not be undone; while it is tried again, why its last attempt failed
 * @param waitingFor the review that it waits for, while it does
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
        Optional<AwaitedReview> waitingFor) {

    public Step {
        resources = List.copyOf(resources);
    }

    /** A step that has not begun. */
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

    /** A step of a new job: skipped where the plan leaves it out, otherwise pending. */
    static Step initial(StepName name, Plan plan, Instant now) {
        return name.skipReason(plan)
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

    /** Whether nothing is left to do. */
    public boolean isDone() {
        return status == StepStatus.COMPLETE || status == StepStatus.SKIPPED;
    }

    /** Whether the step has failed, and the tenant is usable nevertheless. */
    public boolean hasFailedOptionally() {
        return status == StepStatus.FAILED && name.isOptional();
    }

    /** Whether the execution continues after the step: it is done, or it is optional and has failed. */
    public boolean isPassed() {
        return isDone() || hasFailedOptionally();
    }

    /**
     * Whether what the step submitted may be submitted again, by the code of Twilio's with which it failed; empty when
     * the step submits nothing, or its failure says nothing of it.
     */
    public Optional<Resubmission> resubmission() {
        return name.reviewedKind().isEmpty()
                ? Optional.empty()
                : error.flatMap(StepError::upstream)
                        .map(upstream -> ErrorCodes.of(upstream.code()))
                        .flatMap(ErrorCode::resubmission);
    }

    /** Whether the step stays done when the plan that it ran for is replaced by another. */
    boolean isDoneFor(Plan plan, Plan amended) {
        return switch (status) {
            case COMPLETE ->
                name.skipReason(amended).isEmpty() && name.inputs(plan).equals(name.inputs(amended));
            case SKIPPED -> name.skipReason(amended).isPresent();
            case PENDING, RUNNING, WAITING, FAILED, CANCELLED, UNDONE -> false;
        };
    }

    /**
     * The step as a retry leaves it: unchanged if it is at work or stays done. Otherwise it is as in a new job, except
     * that its resources and the number of its attempts stay known.
     */
    Step restart(Plan plan, Plan amended, Instant now) {
        if (!status.isFinal() || isDoneFor(plan, amended)) {
            return this;
        }
        var fresh = initial(name, amended, now);
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

    /** The step after it has submitted something for review. */
    Step await(String newMessage, List<Resource> newResources, AwaitedReview review) {
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
                Optional.of(review));
    }

    Step report(String newMessage, List<Resource> newResources) {
        return with(newMessage, newResources, error, waitingFor);
    }

    Step reportFailure(StepError cause) {
        return with(cause.message() + " Trying again.", resources, Optional.of(cause), waitingFor);
    }

    /** The step after its rollback has failed: it stays what it was. */
    Step failRollback(StepError cause) {
        return with(cause.message(), resources, Optional.of(cause), Optional.empty());
    }

    /** The step with the times of its rollback, which begins with its first change since the job's. */
    Step timedFrom(Instant rollbackOfJob, Instant now) {
        var begun = startedAt.filter(time -> !time.isBefore(rollbackOfJob)).or(() -> Optional.of(now));
        return new Step(name, status, message, attempt, begun, Optional.of(now), resources, error, waitingFor);
    }

    Step withoutError() {
        return with(message, resources, Optional.empty(), waitingFor);
    }

    /** The step with the same status, attempt and times. */
    private Step with(
            String newMessage,
            List<Resource> newResources,
            Optional<StepError> newError,
            Optional<AwaitedReview> newWaitingFor) {
        return new Step(name, status, newMessage, attempt, startedAt, endedAt, newResources, newError, newWaitingFor);
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
