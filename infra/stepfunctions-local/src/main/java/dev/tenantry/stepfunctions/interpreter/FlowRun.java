package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.asl.Flow;
import java.util.Optional;

/** A flow that is being run: the whole machine, a branch, or an iteration. */
final class FlowRun {
    /** Where a flow stands. */
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
    final JsonNode input;

    /** The event that the next one of this flow follows. */
    long lastEventId;

    StateRun current;
    JsonNode output;
    Status status = Status.RUNNING;

    /** The flow of a whole execution. */
    FlowRun(Flow flow, JsonNode input, Optional<Item> item) {
        this.flow = flow;
        this.parent = null;
        this.index = 0;
        this.variables = new Variables(null);
        this.item = item;
        this.input = input;
    }

    /** A branch or an iteration. */
    FlowRun(Flow flow, StateRun parent, int index, JsonNode input, Optional<Item> item, long lastEventId) {
        this.flow = flow;
        this.parent = parent;
        this.index = index;
        this.variables = new Variables(parent.flow.variables);
        this.item = item.or(() -> parent.flow.item);
        this.input = input;
        this.lastEventId = lastEventId;
    }

    boolean running() {
        return status == Status.RUNNING;
    }
}
