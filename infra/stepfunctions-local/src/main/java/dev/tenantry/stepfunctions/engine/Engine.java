package dev.tenantry.stepfunctions.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.EngineClock;
import dev.tenantry.stepfunctions.asl.DefinitionReader;
import dev.tenantry.stepfunctions.asl.InvalidDefinitionException;
import dev.tenantry.stepfunctions.asl.StateMachineDefinition;
import dev.tenantry.stepfunctions.interpreter.Command;
import dev.tenantry.stepfunctions.interpreter.ExecutionInfo;
import dev.tenantry.stepfunctions.interpreter.Interpreter;
import dev.tenantry.stepfunctions.interpreter.Signal;
import dev.tenantry.stepfunctions.interpreter.Transition;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.store.ExecutionRecord;
import dev.tenantry.stepfunctions.store.Store;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** All executions of one engine. */
public final class Engine implements Effects {
    private final Store store;
    private final EngineClock clock;
    private final TaskCalls calls;
    private final StatusEvents statusEvents;
    private final Map<String, RunningExecution> executions = new ConcurrentHashMap<>();
    private final TaskTokens tokens = new TaskTokens();
    private final DefinitionCache definitions = new DefinitionCache();

    /**
     * An engine over a store; {@link #recover} takes up what the store holds.
     *
     * @param onStatusChange gets the status-change events
     */
    public Engine(Store store, EngineClock clock, TaskCalls calls, Consumer<JsonNode> onStatusChange) {
        this.store = store;
        this.clock = clock;
        this.calls = calls;
        this.statusEvents = new StatusEvents(onStatusChange, clock);
    }

    /** Takes up every execution that the store holds. */
    public void recover() {
        List<RunningExecution> recovered =
                store.executions().stream().map(this::restore).toList();
        recovered.forEach(execution -> {
            if (execution.view().eventCount() == 0) {
                execution.tell(Signal.Started::new);
            } else if (execution.view().running()) {
                execution.resume();
            }
        });
    }

    private RunningExecution restore(ExecutionRecord record) {
        RunningExecution execution = open(record);
        execution.replay(store.journal(record.arn()));
        executions.put(record.arn(), execution);
        return execution;
    }

    private RunningExecution open(ExecutionRecord record) {
        var info = new ExecutionInfo(
                record.arn(),
                record.name(),
                record.stateMachineArn(),
                record.stateMachineName(),
                record.roleArn(),
                Json.trusted(record.input()),
                record.startMillis(),
                record.seed());
        var interpreter = new Interpreter(definitions.get(record.definition()), info);
        return new RunningExecution(record, interpreter, store, clock, this);
    }

    /** Starts an execution; it is stored when this returns. */
    public RunningHandle start(ExecutionRecord record) {
        RunningExecution execution = open(record);
        store.create(record);
        executions.put(record.arn(), execution);
        execution.ask(Signal.Started::new);
        return new RunningHandle(record.arn());
    }

    /** An execution by its ARN. */
    public Optional<ExecutionView> view(String arn) {
        return Optional.ofNullable(executions.get(arn)).map(RunningExecution::view);
    }

    /** Every execution. */
    public Collection<ExecutionView> views() {
        return executions.values().stream().map(RunningExecution::view).toList();
    }

    /** Stops an execution. Without effect when it has ended. */
    public void stop(String arn, Optional<String> error, Optional<String> cause) {
        executions.get(arn).ask(millis -> new Signal.StopRequested(millis, error, cause));
    }

    /** Redrives an execution that ended without success. */
    public void redrive(String arn) {
        executions.get(arn).ask(Signal.Redriven::new);
    }

    /** What came of returning a token. */
    public enum TokenAnswer {
        TAKEN,
        TOO_LATE,
        INVALID
    }

    /** Ends a task by its token. */
    public TokenAnswer succeed(String token, JsonNode output) {
        return answer(token, (millis, task) -> new Signal.TaskSucceeded(millis, task, output));
    }

    /** Fails a task by its token. */
    public TokenAnswer fail(String token, Optional<String> error, Optional<String> cause) {
        return answer(token, (millis, task) -> new Signal.TaskFailed(millis, task, error, cause));
    }

    /** Says that the task of a token is alive. */
    public TokenAnswer heartbeat(String token) {
        Optional<TaskTokens.Holder> holder = tokens.find(token);
        holder.ifPresent(task -> task.execution().ask(millis -> new Signal.Heartbeat(millis, task.taskId())));
        return holder.isPresent() ? TokenAnswer.TAKEN : absent(token);
    }

    private TokenAnswer answer(String token, TokenSignal signal) {
        Optional<TaskTokens.Holder> holder = tokens.find(token);
        if (holder.isEmpty()) {
            return absent(token);
        }
        long taskId = holder.get().taskId();
        Transition transition = holder.get().execution().ask(millis -> signal.at(millis, taskId));
        return transition.events().isEmpty() ? TokenAnswer.TOO_LATE : TokenAnswer.TAKEN;
    }

    private static TokenAnswer absent(String token) {
        return TaskTokens.wellFormed(token) ? TokenAnswer.TOO_LATE : TokenAnswer.INVALID;
    }

    private interface TokenSignal {
        Signal at(long millis, long taskId);
    }

    @Override
    public void carryOut(RunningExecution execution, Command command) {
        switch (command) {
            case Command.OpenToken open -> tokens.open(open.token(), new TaskTokens.Holder(execution, open.taskId()));
            case Command.CloseToken close -> tokens.close(close.token());
            case Command.RunTask task -> calls.run(execution, task, clock);
            case Command.StartChild child -> throw new UnsupportedOperationException(child.toString());
            case Command.StopChildren children -> throw new UnsupportedOperationException(children.toString());
            case Command.SetTimer _, Command.CancelTimer _ ->
                throw new IllegalArgumentException("an execution keeps its own timers");
        }
    }

    @Override
    public void statusChanged(RunningExecution execution, ExecutionView view) {
        statusEvents.publish(view);
    }

    /** An execution that was started. */
    public record RunningHandle(String arn) {}

    /** Definitions that have been read, by their text, so that each is compiled once. */
    private static final class DefinitionCache {
        private final Map<String, StateMachineDefinition> read = new ConcurrentHashMap<>();

        StateMachineDefinition get(String text) {
            return read.computeIfAbsent(text, DefinitionCache::readStored);
        }

        private static StateMachineDefinition readStored(String text) {
            try {
                return DefinitionReader.read(text);
            } catch (InvalidDefinitionException e) {
                throw new IllegalStateException("a stored definition is not valid", e);
            }
        }
    }
}
