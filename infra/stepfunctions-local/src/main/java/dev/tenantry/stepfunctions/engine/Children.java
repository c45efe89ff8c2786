package dev.tenantry.stepfunctions.engine;

import dev.tenantry.stepfunctions.asl.Resource.IntegrationPattern;
import dev.tenantry.stepfunctions.interpreter.Command;
import dev.tenantry.stepfunctions.interpreter.Signal;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.store.ExecutionRecord;
import dev.tenantry.stepfunctions.store.ExecutionRecord.TaskReference;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Executions that other executions have started: nested ones, and the children of Map Runs. */
final class Children {
    /** A task, and which of its executions. */
    private record Key(String executionArn, long taskId, int index) {}

    private final Map<Key, String> byTask = new ConcurrentHashMap<>();
    private final Set<Key> submitted = ConcurrentHashMap.newKeySet();
    private final Function<String, Optional<RunningExecution>> executions;

    Children(Function<String, Optional<RunningExecution>> executions) {
        this.executions = executions;
    }

    void register(ExecutionRecord record) {
        record.startedBy()
                .ifPresent(task -> byTask.put(new Key(task.executionArn(), task.taskId(), task.index()), record.arn()));
    }

    /** The execution that a task started. */
    Optional<RunningExecution> of(String executionArn, long taskId, int index) {
        return Optional.ofNullable(byTask.get(new Key(executionArn, taskId, index)))
                .flatMap(executions);
    }

    /** A task has been told that its execution was started; from now on it may be told of its end. */
    void submitted(String executionArn, long taskId) {
        submitted.add(new Key(executionArn, taskId, 0));
        of(executionArn, taskId, 0)
                .map(RunningExecution::view)
                .filter(view -> !view.running())
                .ifPresent(this::ended);
    }

    /** Tells the waiting execution, if there is one, that this one has ended. */
    void ended(ExecutionView child) {
        child.record().startedBy().ifPresent(task -> executions
                .apply(task.executionArn())
                .ifPresent(parent -> tell(parent, task, child)));
    }

    private void tell(RunningExecution parent, TaskReference task, ExecutionView child) {
        if (child.record().mapRunArn().isPresent()) {
            parent.tell(millis -> new Signal.ChildEnded(
                    millis,
                    task.taskId(),
                    task.index(),
                    child.status(),
                    child.output().orElse(Json.NODES.nullNode()),
                    child.error(),
                    child.cause()));
            return;
        }
        boolean waits = task.pattern() == IntegrationPattern.SYNC || task.pattern() == IntegrationPattern.SYNC_2;
        if (waits && submitted.remove(new Key(task.executionArn(), task.taskId(), 0))) {
            TaskResult result = StepFunctionsTasks.ended(child, task.pattern());
            parent.tell(millis -> result.signal(millis, task.taskId()));
        }
    }

    /**
     * The child of a Map Run that a command asks for. Its name follows from the Map Run, so that it is never started
     * twice.
     */
    static ExecutionRecord record(ExecutionRecord parent, Command.StartChild command, long nowMillis) {
        String mapRunArn = command.mapRun().arn();
        String name = UUID.nameUUIDFromBytes((mapRunArn + "#" + command.index()).getBytes(StandardCharsets.UTF_8))
                .toString();
        String machineAndLabel = mapRunArn.split(":", -1)[6];
        String arn = parent.arn().replaceFirst(":execution:.*", "") + ":execution:" + machineAndLabel + ":" + name;
        return new ExecutionRecord(
                arn,
                name,
                parent.stateMachineArn().replaceFirst(":stateMachine:.*", ":stateMachine:" + machineAndLabel),
                machineAndLabel,
                Optional.empty(),
                Optional.empty(),
                parent.revisionId(),
                parent.roleArn(),
                Json.text(command.map().processor().source()),
                parent.definitionMillis(),
                Json.text(command.input()),
                nowMillis,
                parent.seed() + command.index() + 1,
                Optional.empty(),
                Optional.of(mapRunArn),
                command.itemCount(),
                Optional.of(
                        new TaskReference(parent.arn(), command.taskId(), command.index(), IntegrationPattern.SYNC)));
    }
}
