package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.asl.State;

/** A state that has been entered and not yet left. */
final class StateRun {
    final FlowRun flow;
    final State state;
    final JsonNode input;
    final long previousEventId;
    final long enteredEventId;
    final long enteredMillis;

    /** How often each retrier of the state has retried. */
    final long[] attempts;

    long retryCount;

    /** The latest error of the state, handled or not. */
    StateError failure;

    /** What the state waits for; null while it is being worked on, and after it failed for good. */
    PendingState pending;

    StateRun(FlowRun flow, State state, JsonNode input, long previousEventId, long enteredEventId, long enteredMillis) {
        this.flow = flow;
        this.state = state;
        this.input = input;
        this.previousEventId = previousEventId;
        this.enteredEventId = enteredEventId;
        this.enteredMillis = enteredMillis;
        this.attempts = new long[state.errorHandling().retriers().size()];
    }

    /** How AWS begins the cause of an error that the interpreter itself raises. */
    String errorPrefix() {
        return "An error occurred while executing the state '" + name() + "' (entered at the event id #"
                + enteredEventId + "). ";
    }

    String name() {
        return state.name();
    }
}
