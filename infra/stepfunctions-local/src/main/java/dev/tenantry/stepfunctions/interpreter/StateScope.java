package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.expression.Scope;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.jsonata.Meter;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Scope of the expressions of a state: its variables, and {@code $states} with what is known at this point. */
final class StateScope implements Scope {
    private final ExecutionState execution;
    private final StateRun run;
    private Optional<JsonNode> result = Optional.empty();
    private Optional<JsonNode> errorOutput = Optional.empty();
    private Optional<String> token = Optional.empty();
    private Optional<FlowRun.Item> item;
    private ObjectNode states;

    StateScope(ExecutionState execution, StateRun run) {
        this.execution = execution;
        this.run = run;
        this.item = run.flow.item;
    }

    StateScope withResult(JsonNode value) {
        result = Optional.of(value);
        return this;
    }

    StateScope withError(JsonNode error) {
        errorOutput = Optional.of(error);
        return this;
    }

    StateScope withToken(Optional<String> value) {
        token = value;
        return this;
    }

    StateScope withItem(FlowRun.Item value) {
        item = Optional.of(value);
        return this;
    }

    @Override
    public Optional<JsonNode> variable(String name) {
        return name.equals("states") ? Optional.of(states()) : run.flow.variables.get(name);
    }

    @Override
    public long timeMillis() {
        return execution.now();
    }

    @Override
    public RandomGenerator random() {
        return execution.random();
    }

    @Override
    public Meter.Budget budget() {
        return execution.budget();
    }

    private ObjectNode states() {
        if (states == null) {
            states = Json.NODES.objectNode();
            states.set("input", run.input);
            result.ifPresent(value -> states.set("result", value));
            errorOutput.ifPresent(value -> states.set("errorOutput", value));
            states.set(
                    "context", execution.givenContext().orElseGet(() -> ContextObject.of(execution, run, token, item)));
        }
        return states;
    }
}
