package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tenantry.stepfunctions.asl.State;
import dev.tenantry.stepfunctions.asl.Template;
import dev.tenantry.stepfunctions.history.EventType;
import dev.tenantry.stepfunctions.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Map states: what both kinds have in common, and the inline kind. */
final class MapStates {
    /** How many iterations an inline Map runs at once at most. Source: Developer Guide, "Inline mode". */
    private static final int MAX_INLINE = 40;

    private static final int MAX_DISTRIBUTED = 10_000;

    private final ExecutionState execution;
    private final StateTransitions transitions;
    private final MapRuns mapRuns;

    MapStates(ExecutionState execution, StateTransitions transitions, MapRuns mapRuns) {
        this.execution = execution;
        this.transitions = transitions;
        this.mapRuns = mapRuns;
    }

    /** What a Map state works on and how, before anything of it runs. */
    record Plan(List<FlowRun.Item> items, long maxConcurrency, PendingState.Limits limits) {}

    void start(StateRun run, State.ForEach map) throws EvaluationFailure {
        Plan plan = plan(run, map);
        if (map.processor().distributed()) {
            mapRuns.start(run, map, plan.items(), plan.limits());
        } else {
            startInline(run, plan.items(), plan.limits().maxConcurrency());
        }
    }

    /** Evaluates the fields that say what the state works on and how. */
    Plan plan(StateRun run, State.ForEach map) throws EvaluationFailure {
        StateScope scope = transitions.scope(run);
        List<FlowRun.Item> items = items(run, map, scope);
        int most = map.processor().distributed() ? MAX_DISTRIBUTED : MAX_INLINE;
        long wanted = map.maxConcurrency().isPresent()
                ? Evaluator.integer(map.maxConcurrency().get(), "MaxConcurrency", scope, 0)
                : 0;
        int concurrency = wanted == 0 ? most : (int) Math.min(wanted, most);
        OptionalLong toleratedCount = map.toleratedFailureCount().isPresent()
                ? OptionalLong.of(
                        Evaluator.integer(map.toleratedFailureCount().get(), "ToleratedFailureCount", scope, 0))
                : OptionalLong.empty();
        return new Plan(
                items, wanted, new PendingState.Limits(concurrency, toleratedCount, toleratedPercentage(map, scope)));
    }

    private static Optional<Double> toleratedPercentage(State.ForEach map, StateScope scope) throws EvaluationFailure {
        if (map.toleratedFailurePercentage().isEmpty()) {
            return Optional.empty();
        }
        Template template = map.toleratedFailurePercentage().get();
        double value = Evaluator.number(template, "ToleratedFailurePercentage", scope);
        if (value < 0 || value > 100) {
            throw new EvaluationFailure(
                    "ToleratedFailurePercentage",
                    "The value for the field 'ToleratedFailurePercentage' must be between 0 and 100 but was: " + value);
        }
        return Optional.of(value);
    }

    private static List<FlowRun.Item> items(StateRun run, State.ForEach map, StateScope scope)
            throws EvaluationFailure {
        if (map.items().isEmpty()) {
            if (!run.input.isArray()) {
                throw new EvaluationFailure(null, "Map state input must be an array but was: " + Json.text(run.input));
            }
            return elements(run.input);
        }
        JsonNode value = Evaluator.evaluate(map.items().get(), "Items", scope);
        if (value.isArray()) {
            return elements(value);
        }
        if (value.isObject() && map.processor().distributed()) {
            return fields(value);
        }
        throw Evaluator.wrongType(map.items().get(), "Items", "array", value);
    }

    private static List<FlowRun.Item> elements(JsonNode array) {
        List<FlowRun.Item> items = new ArrayList<>(array.size());
        array.forEach(value -> items.add(new FlowRun.Item(items.size(), value, Optional.empty())));
        return items;
    }

    /** The entries of an object; each item is then an object of its own with Key and Value. */
    private static List<FlowRun.Item> fields(JsonNode object) {
        List<FlowRun.Item> items = new ArrayList<>(object.size());
        object.properties()
                .forEach(field ->
                        items.add(new FlowRun.Item(items.size(), field.getValue(), Optional.of(field.getKey()))));
        return items;
    }

    private void startInline(StateRun run, List<FlowRun.Item> items, int concurrency) {
        long started = execution.emit(
                run.flow, EventType.MapStateStarted, EventDetails.empty().with("length", items.size()));
        var iterations = new PendingState.Iterations(items, concurrency);
        run.pending = iterations;
        if (items.isEmpty()) {
            succeeded(run, iterations);
        } else {
            startMore(run, iterations, started);
        }
    }

    /** Starts iterations as far as the concurrency allows. */
    void startMore(StateRun run, PendingState.Iterations iterations, long previous) {
        long running = iterations.flows.stream().filter(FlowRun::running).count();
        while (running < iterations.maxConcurrency
                && iterations.flows.size() < iterations.items.size()
                && run.pending == iterations
                && run.flow.running()) {
            startIteration(run, iterations, iterations.items.get(iterations.flows.size()), previous);
            running++;
        }
    }

    private void startIteration(StateRun run, PendingState.Iterations iterations, FlowRun.Item item, long previous) {
        var map = (State.ForEach) run.state;
        JsonNode input;
        try {
            input = mapRuns.input(run, map, item);
        } catch (EvaluationFailure e) {
            iterations.flows.stream().filter(FlowRun::running).forEach(flow -> abort(run, flow));
            transitions.evaluationFailed(run, e);
            return;
        }
        var iteration = new FlowRun(map.processor().flow(), run, item.index(), Optional.of(item), previous);
        iterations.flows.add(iteration);
        execution.emit(iteration, EventType.MapIterationStarted, EventDetails.iteration(run.name(), item.index()));
        transitions.enter(iteration, iteration.flow.startAt(), input);
    }

    void iterationSucceeded(FlowRun iteration, PendingState.Iterations iterations) {
        StateRun run = iteration.parent;
        // The next iteration follows the last state of this one, not the event that closes it.
        long lastOfStates = iteration.lastEventId;
        execution.emit(iteration, EventType.MapIterationSucceeded, EventDetails.iteration(run.name(), iteration.index));
        if (allSucceeded(iterations)) {
            run.flow.lastEventId = iteration.lastEventId;
            succeeded(run, iterations);
        } else {
            startMore(run, iterations, lastOfStates);
        }
    }

    static boolean allSucceeded(PendingState.Iterations iterations) {
        return iterations.flows.size() == iterations.items.size()
                && iterations.flows.stream().allMatch(flow -> flow.status == FlowRun.Status.SUCCEEDED);
    }

    /** Leaves the state when all of its iterations have succeeded. */
    void succeeded(StateRun run, PendingState.Iterations iterations) {
        ArrayNode result = Json.NODES.arrayNode();
        iterations.flows.forEach(flow -> result.add(flow.output));
        leave(run, result);
    }

    /** Leaves a Map state with the array of its outputs. */
    void leave(StateRun run, ArrayNode result) {
        transitions.leave(
                run,
                ((State.ForEach) run.state).exit(),
                result,
                new StateTransitions.Success(EventType.MapStateSucceeded, run.flow.lastEventId));
    }

    void iterationFailed(FlowRun iteration, PendingState.Iterations iterations, StateError error) {
        StateRun run = iteration.parent;
        execution.emitAfter(
                iteration.lastEventId,
                EventType.MapIterationFailed,
                EventDetails.iteration(run.name(), iteration.index));
        iterations.flows.stream().filter(FlowRun::running).forEach(flow -> abort(run, flow));
        run.flow.lastEventId = iteration.lastEventId;
        transitions.fail(run, error);
    }

    private void abort(StateRun run, FlowRun iteration) {
        transitions.abort(iteration);
        execution.emit(iteration, EventType.MapIterationAborted, EventDetails.iteration(run.name(), iteration.index));
    }
}
