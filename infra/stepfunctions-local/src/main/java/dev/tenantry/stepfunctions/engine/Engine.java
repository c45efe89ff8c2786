package dev.tenantry.stepfunctions.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.asl.DefinitionReader;
import dev.tenantry.stepfunctions.asl.InvalidDefinitionException;
import dev.tenantry.stepfunctions.asl.StateMachineDefinition;
import dev.tenantry.stepfunctions.clock.EngineClock;
import dev.tenantry.stepfunctions.interpreter.Command;
import dev.tenantry.stepfunctions.interpreter.ExecutionInfo;
import dev.tenantry.stepfunctions.interpreter.Interpreter;
import dev.tenantry.stepfunctions.interpreter.Signal;
import dev.tenantry.stepfunctions.interpreter.Transition;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.store.ExecutionRecord;
import dev.tenantry.stepfunctions.store.Store;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Registry and dispatcher of all executions of one engine. */
public final class Engine implements EffectHandler, AutoCloseable {
    /** The longest an execution of an EXPRESS machine may take. Source: Step Functions service quotas. */
    private static final long EXPRESS_SECONDS = 300;

    private final Store store;
    private final EngineClock clock;
    private final TaskCalls calls;
    private final StatusEvents statusEvents;
    private final Map<String, RunningExecution> executions = new ConcurrentHashMap<>();
    private final TaskTokens tokens = new TaskTokens();
    private final InFlightLatch inFlight = new InFlightLatch();
    private final DefinitionCache definitions = new DefinitionCache();
    private final Children children = new Children(arn -> Optional.ofNullable(executions.get(arn)));

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
        store.executions().forEach(this::open);
        executions.values().forEach(RunningExecution::resume);
    }

    private RunningExecution open(ExecutionRecord record) {
        StateMachineDefinition read = definitions.get(record.definition());
        StateMachineDefinition definition = record.express() ? read.endingWithin(EXPRESS_SECONDS) : read;
        var execution =
                new RunningExecution(record, () -> interpreter(definition, record), store, clock, this, inFlight);
        executions.put(record.arn(), execution);
        children.register(record);
        return execution;
    }

    /** What is only needed while the execution runs, such as its input as a tree, is made here and not kept. */
    private static Interpreter interpreter(StateMachineDefinition definition, ExecutionRecord record) {
        var info = new ExecutionInfo(
                record.arn(),
                record.name(),
                record.stateMachineArn(),
                record.stateMachineName(),
                record.roleArn(),
                Json.trusted(record.input()),
                record.startMillis(),
                record.seed());
        return new Interpreter(definition, info);
    }

    /**
     * Starts an execution, unless there is one with its ARN. It is stored when this returns.
     *
     * @return the execution that was there before
     */
    public Optional<ExecutionView> start(ExecutionRecord record) {
        if (!inFlight.enter()) {
            throw new IllegalStateException("the engine is closed");
        }
        try {
            synchronized (executions) {
                Optional<ExecutionView> existing = view(record.arn());
                if (existing.isPresent()) {
                    return existing;
                }
                store.create(record);
                open(record).tell(Signal.Started::new);
                return Optional.empty();
            }
        } finally {
            inFlight.leave();
        }
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

    /** Whether a token looks like one of this engine's. */
    public static boolean wellFormed(String token) {
        return TaskTokens.wellFormed(token);
    }

    /** The ARN of the state machine one of whose tasks waits for a token; empty when none does. */
    public Optional<String> stateMachineOf(String token) {
        return tokens.find(token).map(holder -> holder.execution().stateMachineArn());
    }

    /** Result of returning a task token. */
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

    /** Lets no step begin any more, and waits for those that have begun. */
    @Override
    public void close() {
        inFlight.close();
    }

    @Override
    public void carryOut(RunningExecution execution, Command command) {
        switch (command) {
            case Command.OpenToken open -> tokens.open(open.token(), new TaskTokens.Holder(execution, open.taskId()));
            case Command.CloseToken close -> tokens.close(close.token());
            case Command.RunTask task -> runTask(execution, task);
            case Command.CancelTask task ->
                children.of(execution.record().arn(), task.taskId(), 0).ifPresent(Engine::stop);
            case Command.StartChild child -> startChild(execution, child);
            case Command.StopChildren stop ->
                stop.indexes().forEach(index -> children.of(execution.record().arn(), stop.taskId(), index)
                        .ifPresent(Engine::stop));
            case Command.SetTimer _, Command.CancelTimer _ ->
                throw new IllegalArgumentException("an execution keeps its own timers");
        }
    }

    private static void stop(RunningExecution child) {
        child.tell(millis -> new Signal.StopRequested(millis, Optional.empty(), Optional.empty()));
    }

    private void runTask(RunningExecution execution, Command.RunTask task) {
        String arn = execution.record().arn();
        if (task.submitted()) {
            children.submitted(arn, task.taskId());
        } else {
            calls.run(execution, task, clock, () -> children.submitted(arn, task.taskId()));
        }
    }

    private void startChild(RunningExecution parent, Command.StartChild command) {
        Optional<RunningExecution> existing = children.of(parent.record().arn(), command.taskId(), command.index());
        if (existing.isEmpty()) {
            start(Children.record(parent.record(), command, clock.now().toEpochMilli()));
        } else if (!existing.get().view().running()) {
            if (existing.get().view().redriveCount() < command.redrives()) {
                existing.get().tell(Signal.Redriven::new);
            } else {
                children.ended(existing.get().view());
            }
        }
    }

    @Override
    public void statusChanged(ExecutionView view) {
        // Express Workflows send no events. Source: Developer Guide, "Automating Step Functions event delivery".
        if (!view.record().express()) {
            statusEvents.publish(view);
        }
        if (!view.running()) {
            children.ended(view);
        }
    }

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
