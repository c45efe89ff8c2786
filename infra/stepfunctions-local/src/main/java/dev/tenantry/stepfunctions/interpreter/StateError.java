package dev.tenantry.stepfunctions.interpreter;

import java.util.List;
import java.util.Optional;

/**
 * An error that a state ended with.
 *
 * @param name its name, such as {@code States.Timeout}; a task or Fail state may leave it out
 * @param cause its description
 * @param alias a second, more precise name that handlers may use
 * @param terminal whether the wildcards leave it alone
 */
record StateError(Optional<String> name, Optional<String> cause, Optional<String> alias, boolean terminal) {
    static final String ALL = "States.ALL";
    static final String TASK_FAILED = "States.TaskFailed";
    static final String TIMEOUT = "States.Timeout";
    static final String HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";
    static final String QUERY_EVALUATION = "States.QueryEvaluationError";
    static final String DATA_LIMIT = "States.DataLimitExceeded";
    static final String RUNTIME = "States.Runtime";
    static final String BRANCH_FAILED = "States.BranchFailed";

    static StateError of(Optional<String> name, Optional<String> cause) {
        return new StateError(
                name, cause, Optional.empty(), name.filter(RUNTIME::equals).isPresent());
    }

    static StateError of(String name, String cause) {
        return of(Optional.of(name), Optional.of(cause));
    }

    /**
     * The state's own output is too large. The Developer Guide: no wildcard catches it. A task's result that is too
     * large is another matter.
     */
    static StateError outputTooLarge(String what) {
        return new StateError(Optional.of(DATA_LIMIT), Optional.of(tooLarge(what)), Optional.empty(), true);
    }

    static String tooLarge(String what) {
        return "The state/task '" + what
                + "' returned a result with a size exceeding the maximum number of bytes service limit.";
    }

    static StateError toleranceExceeded() {
        return of("States.ExceedToleratedFailureThreshold", "The specified tolerated failure threshold was exceeded");
    }

    static StateError timeout() {
        return of(Optional.of(TIMEOUT), Optional.empty());
    }

    static StateError heartbeatTimeout() {
        return new StateError(Optional.of(TIMEOUT), Optional.empty(), Optional.of(HEARTBEAT_TIMEOUT), false);
    }

    /**
     * Whether no handler of any state is asked. Source: Developer Guide, States.Runtime "will always cause the
     * execution to fail".
     */
    boolean endsExecution() {
        return name.filter(RUNTIME::equals).isPresent();
    }

    /**
     * Whether a retrier or catcher is for this error. Source: Developer Guide, "Handling errors in Step Functions
     * workflows".
     */
    boolean matches(List<String> errorEquals) {
        return errorEquals.stream().anyMatch(this::matches);
    }

    private boolean matches(String wanted) {
        return switch (wanted) {
            case ALL -> !terminal;
            case TASK_FAILED -> !terminal && name.filter(TIMEOUT::equals).isEmpty();
            default ->
                name.filter(wanted::equals).isPresent()
                        || alias.filter(wanted::equals).isPresent();
        };
    }
}
