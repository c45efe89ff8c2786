package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.asl.State;
import dev.tenantry.stepfunctions.asl.Template;
import dev.tenantry.stepfunctions.history.EventType;
import dev.tenantry.stepfunctions.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Distributed Map states: each iteration is a child execution, and together they are a Map Run. */
final class MapRuns {
    private final ExecutionState execution;
    private final StateTransitions transitions;

    MapRuns(ExecutionState execution, StateTransitions transitions) {
        this.execution = execution;
        this.transitions = transitions;
    }

    void start(StateRun run, State.ForEach map, List<FlowRun.Item> items, PendingState.Limits limits)
            throws EvaluationFailure {
        List<JsonNode> selected = new ArrayList<>();
        for (FlowRun.Item item : items) {
            selected.add(input(run, map, item));
        }
        List<Integer> counts = new ArrayList<>();
        List<JsonNode> inputs = batches(run, map, selected, counts);
        long length = execution.emit(
                run.flow, EventType.MapStateStarted, EventDetails.empty().with("length", items.size()));
        Command.MapRunInfo info = info(map);
        var mapRun = new PendingState.MapRun(execution.nextTaskId(), info, map, inputs, counts, limits);
        run.flow.lastEventId = length;
        execution.emit(run.flow, EventType.MapRunStarted, EventDetails.empty().with("mapRunArn", info.arn()));
        run.pending = mapRun;
        execution.openTask(mapRun.id, run);
        if (inputs.isEmpty()) {
            succeeded(run, mapRun);
        } else {
            startMore(mapRun);
        }
    }

    /** What an iteration or a child gets of its item. */
    JsonNode input(StateRun run, State.ForEach map, FlowRun.Item item) throws EvaluationFailure {
        if (map.itemSelector().isPresent()) {
            return Evaluator.evaluate(
                    map.itemSelector().get(),
                    "ItemSelector",
                    transitions.scope(run).withItem(item));
        }
        if (item.key().isPresent()) {
            ObjectNode entry = Json.NODES.objectNode().put("Key", item.key().get());
            return entry.set("Value", item.value());
        }
        return item.value();
    }

    private Command.MapRunInfo info(State.ForEach map) {
        ExecutionInfo info = execution.info();
        UUID id = new UUID(execution.random().nextLong(), execution.random().nextLong());
        UUID label = new UUID(execution.random().nextLong(), execution.random().nextLong());
        String arn = "arn:aws:states:" + info.region() + ":" + info.account() + ":mapRun:" + info.stateMachineName()
                + "/" + map.label().orElse(label.toString()) + ":" + id;
        return new Command.MapRunInfo(arn, map.label());
    }

    /** Puts items into batches, when the state asks for it; {@code counts} gets the number of items of each. */
    List<JsonNode> batches(StateRun run, State.ForEach map, List<JsonNode> items, List<Integer> counts)
            throws EvaluationFailure {
        if (map.batcher().isEmpty()) {
            items.forEach(_ -> counts.add(1));
            return items;
        }
        State.ForEach.Batcher batcher = map.batcher().get();
        StateScope scope = transitions.scope(run);
        long maxItems = limit(batcher.maxItemsPerBatch(), "ItemBatcher/MaxItemsPerBatch", scope);
        long maxBytes = limit(batcher.maxInputBytesPerBatch(), "ItemBatcher/MaxInputBytesPerBatch", scope);
        Optional<JsonNode> common = batcher.batchInput().isPresent()
                ? Optional.of(Evaluator.evaluate(batcher.batchInput().get(), "ItemBatcher/BatchInput", scope))
                : Optional.empty();
        List<JsonNode> batches = new ArrayList<>();
        ArrayNode batch = Json.NODES.arrayNode();
        long bytes = 0;
        for (JsonNode item : items) {
            int size = Json.bytes(item).length;
            if (!batch.isEmpty() && (batch.size() >= maxItems || bytes + size > maxBytes)) {
                add(batches, counts, batch, common);
                batch = Json.NODES.arrayNode();
                bytes = 0;
            }
            batch.add(item);
            bytes += size;
        }
        if (!batch.isEmpty()) {
            add(batches, counts, batch, common);
        }
        return batches;
    }

    private static long limit(Optional<Template> template, String location, StateScope scope) throws EvaluationFailure {
        return template.isPresent() ? Evaluator.integer(template.get(), location, scope, 1) : Long.MAX_VALUE;
    }

    private static void add(List<JsonNode> batches, List<Integer> counts, ArrayNode items, Optional<JsonNode> common) {
        ObjectNode batch = Json.NODES.objectNode();
        batch.set("Items", items);
        common.ifPresent(value -> batch.set("BatchInput", value));
        batches.add(batch);
        counts.add(items.size());
    }

    private void startMore(PendingState.MapRun mapRun) {
        while (mapRun.running.size() < mapRun.limits.maxConcurrency() && mapRun.next < mapRun.inputs.size()) {
            startChild(mapRun, mapRun.next++);
        }
    }

    private void startChild(PendingState.MapRun mapRun, int index) {
        mapRun.running.add(index);
        mapRun.starts[index]++;
        execution.command(command(mapRun, index));
    }

    private static Command.StartChild command(PendingState.MapRun mapRun, int index) {
        return new Command.StartChild(
                mapRun.id,
                mapRun.info,
                index,
                mapRun.map,
                mapRun.inputs.get(index),
                mapRun.itemCounts.get(index),
                mapRun.starts[index] - 1);
    }

    void childEnded(StateRun run, Signal.ChildEnded child) {
        var mapRun = (PendingState.MapRun) run.pending;
        if (!mapRun.running.remove(child.index())) {
            return;
        }
        if (child.status() == ExecutionStatus.SUCCEEDED) {
            mapRun.outputs[child.index()] = child.output();
        } else {
            mapRun.unsuccessful.add(child.index());
            mapRun.failedItems += mapRun.itemCounts.get(child.index());
            if (exceeded(mapRun)) {
                failed(run, mapRun);
                return;
            }
        }
        startMore(mapRun);
        if (mapRun.running.isEmpty()) {
            succeeded(run, mapRun);
        }
    }

    private static boolean exceeded(PendingState.MapRun mapRun) {
        int total = mapRun.itemCounts.stream().mapToInt(Integer::intValue).sum();
        return mapRun.limits.exceeded(mapRun.failedItems, total);
    }

    private void succeeded(StateRun run, PendingState.MapRun mapRun) {
        execution.closeTask(mapRun.id);
        ArrayNode result = Json.NODES.arrayNode();
        for (JsonNode output : mapRun.outputs) {
            if (output != null) {
                result.add(output);
            }
        }
        long mapRunSucceeded =
                execution.emitAfter(run.flow.lastEventId, EventType.MapRunSucceeded, EventDetails.empty());
        if (mapRun.map.toleratesFailures()) {
            // Recordings of AWS: with a tolerated failure threshold the exit follows this event, without one the start.
            run.flow.lastEventId = mapRunSucceeded;
        }
        transitions.leave(
                run,
                mapRun.map.exit(),
                result,
                new StateTransitions.Success(EventType.MapStateSucceeded, mapRunSucceeded));
    }

    private void failed(StateRun run, PendingState.MapRun mapRun) {
        StateError error = StateError.toleranceExceeded();
        close(mapRun);
        execution.emit(run.flow, EventType.MapRunFailed, EventDetails.error(error));
        transitions.fail(run, error);
    }

    void close(PendingState.MapRun mapRun) {
        execution.closeTask(mapRun.id);
        if (!mapRun.running.isEmpty()) {
            List<Integer> stopped = mapRun.running.stream().sorted().toList();
            execution.command(new Command.StopChildren(mapRun.id, mapRun.info, stopped));
            mapRun.unsuccessful.addAll(stopped);
            mapRun.running.clear();
        }
    }

    /** Runs the children again that did not succeed, and then those that never began. */
    void redrive(StateRun run, PendingState.MapRun mapRun) {
        mapRun.redriveCount++;
        mapRun.failedItems = 0;
        execution.openTask(mapRun.id, run);
        execution.emit(
                run.flow,
                EventType.MapRunRedriven,
                EventDetails.empty().with("mapRunArn", mapRun.info.arn()).with("redriveCount", mapRun.redriveCount));
        List<Integer> again = mapRun.unsuccessful.stream().sorted().toList();
        mapRun.unsuccessful.clear();
        again.forEach(index -> startChild(mapRun, index));
        startMore(mapRun);
        if (mapRun.running.isEmpty()) {
            // Every child had succeeded; what failed was the state's own output.
            transitions.whileRunning(run.flow, () -> succeeded(run, mapRun));
        }
    }

    void outstanding(PendingState.MapRun mapRun, List<Command> commands) {
        mapRun.running.stream().sorted().forEach(index -> commands.add(command(mapRun, index)));
    }
}
