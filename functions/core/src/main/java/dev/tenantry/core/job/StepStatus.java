package dev.tenantry.core.job;

import java.util.Set;

/** Status of a step, as the API shows it. */
public enum StepStatus {
    /** Not begun. */
    PENDING,
    /** At work. */
    RUNNING,
    /** Submitted to somebody whose answer it needs. */
    WAITING,
    /** Done. */
    COMPLETE,
    /** Ended without its result; the error says why. */
    FAILED,
    /** Left out by the plan. */
    SKIPPED,
    /** Stopped, or never begun, because the job ended before it. */
    CANCELLED,
    /** Nothing exists because of it any more, but what cannot be deleted; then its message says what, and why. */
    UNDONE;

    /** Whether nothing more happens to the step unless somebody asks for it. */
    public boolean isFinal() {
        return successors().stream().noneMatch(next -> next != UNDONE);
    }

    /**
     * Whether a step may go from this status to that one. Staying is always allowed; going back never is, but for an
     * explicit retry.
     */
    public boolean canBecome(StepStatus next) {
        return this == next || successors().contains(next);
    }

    private Set<StepStatus> successors() {
        return switch (this) {
            case PENDING -> Set.of(RUNNING, SKIPPED, CANCELLED);
            case RUNNING -> Set.of(WAITING, COMPLETE, FAILED, SKIPPED, CANCELLED);
            case WAITING -> Set.of(RUNNING, COMPLETE, FAILED, CANCELLED);
            // A step that this plan leaves out may have made something for an earlier plan.
            case COMPLETE, FAILED, SKIPPED, CANCELLED -> Set.of(UNDONE);
            case UNDONE -> Set.of();
        };
    }
}
