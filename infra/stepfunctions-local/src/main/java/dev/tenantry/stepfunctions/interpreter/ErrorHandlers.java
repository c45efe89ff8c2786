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

/** What happens when a state fails: its Retry list, then its Catch list, then the flow around it. */
final class ErrorHandlers {
    private final ExecutionState execution;
    private final States states;

    ErrorHandlers(ExecutionState execution, States states) {
        this.execution = execution;
        this.states = states;
    }

    void fail(StateRun run, StateError error) {
        if (error.endsExecution()) {
            states.failExecution(run.flow, error);
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
        if (!caught(run, error)) {
            states.failed(run.flow, error);
        }
    }

    private void retryLater(StateRun run, Retrier retrier, int index) {
        long delay = retrier.delayMillis(run.attempts[index]);
        run.attempts[index]++;
        long jittered = retrier.fullJitter() ? Math.round(execution.random().nextDouble() * delay) : delay;
        states.delay(run, execution.now() + jittered, TimerPurpose.RETRY);
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
        run.activity = null;
        try {
            StateScope scope = states.scope(run).withError(errorOutput);
            states.tryLeave(run, catcher.exit(), "Catch[" + index + "]/", scope, errorOutput, Optional.empty());
        } catch (EvaluationFailure e) {
            // A handler that fails itself is not handled again.
            states.failed(run.flow, record(run, e));
        }
    }

    void evaluationFailed(StateRun run, EvaluationFailure failure) {
        StateError error = record(run, failure);
        switch (run.state) {
            case State.ForEach _ -> execution.emit(run.flow, EventType.MapStateFailed, Details.empty());
            case State.Parallel _ -> execution.emit(run.flow, EventType.ParallelStateFailed, Details.empty());
            default -> {}
        }
        fail(run, error);
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
        Details details =
                Details.error(error).with("location", failure.location()).with("state", run.name());
        flow.lastEventId = execution.emitAfter(previous, EventType.EvaluationFailed, details);
        return error;
    }
}
