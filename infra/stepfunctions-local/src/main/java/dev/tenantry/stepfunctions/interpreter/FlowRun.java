package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.asl.Flow;
import java.util.Optional;

/** A flow that is being run: the whole machine, a branch, or an iteration. */
final class FlowRun {
    /** Status of a flow. */
    enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        ABORTED
    }

    /**
     * The item of a Map iteration, for the context object.
     *
     * @param key the key, when the items are an object's
     */
    record Item(int index, JsonNode value, Optional<String> key) {}

    final Flow flow;
    final StateRun parent;
    final int index;
    final Variables variables;
    final Optional<Item> item;

    /** The event that the next one of this flow follows. */
    long lastEventId;

    /** The state to enter next, and its input: what is left to do between two states. */
    String nextState;

    JsonNode nextInput;

    /** The state that is open; null between two states. */
    StateRun current;

    JsonNode output;
    Status status = Status.RUNNING;

    /** The flow of a whole execution. */
    FlowRun(Flow flow) {
        this(flow, Optional.empty());
    }

    /** A flow without one around it; the item is that of the Map iteration that it stands for. */
    FlowRun(Flow flow, Optional<Item> item) {
        this.flow = flow;
        this.parent = null;
        this.index = 0;
        this.variables = new Variables(null);
        this.item = item;
    }

    /** A branch or an iteration. */
    FlowRun(Flow flow, StateRun parent, int index, Optional<Item> item, long lastEventId) {
        this.flow = flow;
        this.parent = parent;
        this.index = index;
        this.variables = new Variables(parent.flow.variables);
        this.item = item.or(() -> parent.flow.item);
        this.lastEventId = lastEventId;
    }

    boolean running() {
        return status == Status.RUNNING;
    }
}
