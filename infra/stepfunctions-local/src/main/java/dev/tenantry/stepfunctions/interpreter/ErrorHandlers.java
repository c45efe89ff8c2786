package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.asl.Catcher;
import dev.tenantry.stepfunctions.asl.Retrier;
import dev.tenantry.stepfunctions.asl.State;
import dev.tenantry.stepfunctions.history.EventType;
import dev.tenantry.stepfunctions.interpreter.ExecutionState.TimerPurpose;
import dev.tenantry.stepfunctions.json.Json;
import java.util.List;
import java.util.Optional;

/** Handling of a failed state: its Retry list, then its Catch list, then the flow around it. */
final class ErrorHandlers {
    private final ExecutionState execution;
    private final StateTransitions transitions;

    ErrorHandlers(ExecutionState execution, StateTransitions transitions) {
        this.execution = execution;
        this.transitions = transitions;
    }

    void fail(StateRun run, StateError error) {
        run.failure = error;
        if (error.endsExecution()) {
            transitions.failExecution(run.flow, error);
            return;
        }
        List<Retrier> retriers = run.state.errorHandling().retriers();
        for (int i = 0; i < retriers.size(); i++) {
            Retrier retrier = retriers.get(i);
            if (error.matches(retrier.errorEquals())) {
                if (run.attempts[i] < retrier.maxAttempts()) {
                    retryLater(run, retrier, i);
                    return;
                }
                break;
            }
        }
        writeFailed(run);
        if (!caught(run, error)) {
            transitions.failed(run.flow, error);
        }
    }

    /** Writes that a Parallel or Map state has failed, which AWS does once its retries are used up. */
    private void writeFailed(StateRun run) {
        switch (run.state) {
            case State.ForEach _ -> execution.emit(run.flow, EventType.MapStateFailed, EventDetails.empty());
            case State.Parallel _ -> execution.emit(run.flow, EventType.ParallelStateFailed, EventDetails.empty());
            default -> {}
        }
    }

    private void retryLater(StateRun run, Retrier retrier, int index) {
        long delay = retrier.delayMillis(run.attempts[index]);
        run.attempts[index]++;
        long jittered = retrier.fullJitter() ? Math.round(execution.random().nextDouble() * delay) : delay;
        transitions.delay(run, execution.now() + jittered, TimerPurpose.RETRY);
    }

    private boolean caught(StateRun run, StateError error) {
        List<Catcher> catchers = run.state.errorHandling().catchers();
        for (int i = 0; i < catchers.size(); i++) {
            if (error.matches(catchers.get(i).errorEquals())) {
                leaveBy(run, catchers.get(i), i, error);
                return true;
            }
        }
        return false;
    }

    private void leaveBy(StateRun run, Catcher catcher, int index, StateError error) {
        ObjectNode errorOutput = Json.NODES.objectNode();
        errorOutput.put("Error", error.name().orElse(""));
        errorOutput.put("Cause", error.cause().orElse(""));
        run.pending = null;
        try {
            StateScope scope = transitions.scope(run).withError(errorOutput);
            transitions.tryLeave(run, catcher.exit(), "Catch[" + index + "]/", scope, errorOutput, Optional.empty());
        } catch (EvaluationFailure e) {
            // A handler that fails itself is not handled again.
            transitions.failed(run.flow, record(run, e));
        }
    }

    void evaluationFailed(StateRun run, EvaluationFailure failure) {
        fail(run, record(run, failure));
    }

    /**
     * Writes the EvaluationFailed event. It takes the place of what the state would have written next, so it follows
     * what came before.
     */
    private StateError record(StateRun run, EvaluationFailure failure) {
        StateError error = StateError.of(StateError.QUERY_EVALUATION, run.errorPrefix() + failure.getMessage());
        FlowRun flow = run.flow;
        boolean nothingSinceEntry = flow.lastEventId == run.enteredEventId;
        long previous = nothingSinceEntry && !failure.afterEntry() ? run.previousEventId : flow.lastEventId;
        EventDetails details =
                EventDetails.error(error).with("location", failure.location()).with("state", run.name());
        flow.lastEventId = execution.emitAfter(previous, EventType.EvaluationFailed, details);
        return error;
    }
}
