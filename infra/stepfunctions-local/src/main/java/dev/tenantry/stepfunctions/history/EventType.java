package dev.tenantry.stepfunctions.history;

import java.util.Optional;

/**
 * The types of history events that this engine writes, each with the field that holds its details. Source: API
 * reference, HistoryEvent.
 */
public enum EventType {
    ExecutionStarted("executionStartedEventDetails"),
    ExecutionSucceeded("executionSucceededEventDetails"),
    ExecutionFailed("executionFailedEventDetails"),
    ExecutionAborted("executionAbortedEventDetails"),
    ExecutionTimedOut("executionTimedOutEventDetails"),
    ExecutionRedriven("executionRedrivenEventDetails"),
    PassStateEntered("stateEnteredEventDetails"),
    PassStateExited("stateExitedEventDetails"),
    ChoiceStateEntered("stateEnteredEventDetails"),
    ChoiceStateExited("stateExitedEventDetails"),
    WaitStateEntered("stateEnteredEventDetails"),
    WaitStateExited("stateExitedEventDetails"),
    WaitStateAborted(null),
    SucceedStateEntered("stateEnteredEventDetails"),
    SucceedStateExited("stateExitedEventDetails"),
    FailStateEntered("stateEnteredEventDetails"),
    TaskStateEntered("stateEnteredEventDetails"),
    TaskStateExited("stateExitedEventDetails"),
    TaskStateAborted(null),
    ParallelStateEntered("stateEnteredEventDetails"),
    ParallelStateStarted(null),
    ParallelStateSucceeded(null),
    ParallelStateFailed(null),
    ParallelStateAborted(null),
    ParallelStateExited("stateExitedEventDetails"),
    MapStateEntered("stateEnteredEventDetails"),
    MapStateStarted("mapStateStartedEventDetails"),
    MapStateSucceeded(null),
    MapStateFailed(null),
    MapStateAborted(null),
    MapStateExited("stateExitedEventDetails"),
    MapIterationStarted("mapIterationStartedEventDetails"),
    MapIterationSucceeded("mapIterationSucceededEventDetails"),
    MapIterationFailed("mapIterationFailedEventDetails"),
    MapIterationAborted("mapIterationAbortedEventDetails"),
    MapRunStarted("mapRunStartedEventDetails"),
    MapRunSucceeded(null),
    MapRunFailed("mapRunFailedEventDetails"),
    MapRunAborted(null),
    MapRunRedriven("mapRunRedrivenEventDetails"),
    LambdaFunctionScheduled("lambdaFunctionScheduledEventDetails"),
    LambdaFunctionStarted(null),
    LambdaFunctionSucceeded("lambdaFunctionSucceededEventDetails"),
    LambdaFunctionFailed("lambdaFunctionFailedEventDetails"),
    LambdaFunctionTimedOut("lambdaFunctionTimedOutEventDetails"),
    TaskScheduled("taskScheduledEventDetails"),
    TaskStarted("taskStartedEventDetails"),
    TaskSubmitted("taskSubmittedEventDetails"),
    TaskSubmitFailed("taskSubmitFailedEventDetails"),
    TaskSucceeded("taskSucceededEventDetails"),
    TaskFailed("taskFailedEventDetails"),
    TaskTimedOut("taskTimedOutEventDetails"),
    EvaluationFailed("evaluationFailedEventDetails");

    private final String detailsField;

    EventType(String detailsField) {
        this.detailsField = detailsField;
    }

    /** The field of the event that holds its details; empty for a type without any. */
    public Optional<String> detailsField() {
        return Optional.ofNullable(detailsField);
    }

    /** The event of a state that is entered, by the state type. */
    public static EventType entered(String stateType) {
        return valueOf(stateType + "StateEntered");
    }

    /** The event of a state that is left, by the state type. */
    public static EventType exited(String stateType) {
        return valueOf(stateType + "StateExited");
    }

    /** The event of a state that is given up; empty for the types that are never open when another branch fails. */
    public static Optional<EventType> aborted(String stateType) {
        return switch (stateType) {
            case "Task" -> Optional.of(TaskStateAborted);
            case "Wait" -> Optional.of(WaitStateAborted);
            case "Parallel" -> Optional.of(ParallelStateAborted);
            case "Map" -> Optional.of(MapStateAborted);
            default -> Optional.empty();
        };
    }
}
