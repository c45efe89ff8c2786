package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.asl.StateMachineDefinition;
import dev.tenantry.stepfunctions.history.EventType;
import dev.tenantry.stepfunctions.interpreter.ExecutionState.TimerPurpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs one execution, signal by signal. Not for use by several threads at once. */
public final class Interpreter {
    private final StateMachineDefinition definition;
    private final ExecutionState execution;
    private final FlowRun root;
    private final StateTransitions transitions;

    /** An execution that has not begun yet; {@link Signal.Started} begins it. */
    public Interpreter(StateMachineDefinition definition, ExecutionInfo info) {
        this.definition = definition;
        this.execution = new ExecutionState(info);
        this.root = new FlowRun(definition.flow());
        this.transitions = new StateTransitions(execution);
    }

    /** Takes in what happened. A signal that has come too late to matter has no effect. */
    public Transition apply(Signal signal) {
        execution.begin(signal.timeMillis());
        if (execution.status() == ExecutionStatus.RUNNING || signal instanceof Signal.Redriven) {
            try {
                dispatch(signal);
                execution.runPending();
            } catch (HistoryLimitReached _) {
                historyLimitReached();
            }
        }
        return execution.end();
    }

    /** Lets the signal that is being applied, if any, come to its end soon; any thread may call it. */
    public void hurry() {
        execution.budget().hurry();
    }

    private void dispatch(Signal signal) {
        switch (signal) {
            case Signal.Started _ -> start();
            case Signal.TaskSubmitted submitted ->
                execution
                        .task(submitted.taskId())
                        .ifPresent(run -> transitions.tasks().submitted(run, submitted.output()));
            case Signal.TaskSucceeded succeeded ->
                execution
                        .task(succeeded.taskId())
                        .ifPresent(run -> transitions.tasks().succeeded(run, succeeded.output()));
            case Signal.TaskFailed failed ->
                execution.task(failed.taskId()).ifPresent(run -> transitions
                        .tasks()
                        .failed(run, StateError.of(failed.error(), failed.cause())));
            case Signal.Heartbeat heartbeat ->
                execution.task(heartbeat.taskId()).ifPresent(transitions.tasks()::heartbeat);
            case Signal.TimerFired fired -> execution.fired(fired.timerId()).ifPresent(this::timer);
            case Signal.ChildEnded ended ->
                execution
                        .task(ended.taskId())
                        .ifPresent(run -> transitions.mapRuns().childEnded(run, ended));
            case Signal.StopRequested stop -> {
                StateError error = StateError.of(stop.error(), stop.cause());
                transitions.closeAll(root);
                execution.emitAfter(0, EventType.ExecutionAborted, EventDetails.error(error));
                execution.close(ExecutionStatus.ABORTED, null, error);
            }
            case Signal.Redriven _ -> redrive();
        }
    }

    private void start() {
        ExecutionInfo info = execution.info();
        execution.emitAfter(
                0,
                EventType.ExecutionStarted,
                EventDetails.empty().input(info.input()).with("roleArn", info.roleArn()));
        startClock();
        transitions.enter(root, definition.flow().startAt(), info.input());
    }

    private void startClock() {
        definition
                .timeoutSeconds()
                .ifPresent(seconds ->
                        execution.setTimer(execution.now() + seconds * 1000, TimerPurpose.EXECUTION_TIMEOUT, null));
    }

    private void timer(ExecutionState.Timer timer) {
        switch (timer.purpose()) {
            case WAIT -> transitions.waitOver(timer.run());
            case RETRY -> transitions.retry(timer.run());
            case TASK_TIMEOUT -> transitions.tasks().timedOut(timer.run(), StateError.timeout());
            case HEARTBEAT -> transitions.tasks().timedOut(timer.run(), StateError.heartbeatTimeout());
            case PENDING_WORK -> {
                // It is done after every signal.
            }
            case EXECUTION_TIMEOUT -> {
                transitions.closeAll(root);
                // The error stands in the history only: AWS describes such an execution without one.
                execution.emitAfter(0, EventType.ExecutionTimedOut, EventDetails.error(StateError.timeout()));
                execution.close(ExecutionStatus.TIMED_OUT, null, null);
            }
        }
    }

    private void redrive() {
        execution.reopen();
        root.lastEventId = execution.emitAfter(
                execution.lastEventId(),
                EventType.ExecutionRedriven,
                EventDetails.empty().with("redriveCount", execution.redriveCount()));
        startClock();
        transitions.redrive(root, root.lastEventId);
    }

    /** AWS ends the execution with the last event that the quota leaves. */
    private void historyLimitReached() {
        transitions.closeAll(root);
        StateError error = StateError.of(
                StateError.RUNTIME,
                "The execution reached the maximum number of history events (" + ExecutionState.MAX_EVENTS + ").");
        execution.emitAfter(execution.lastEventId(), EventType.ExecutionFailed, EventDetails.error(error));
        execution.close(ExecutionStatus.FAILED, null, error);
    }

    /** The commands that have not been answered yet: what is to be done again after a restart. */
    public List<Command> outstanding() {
        List<Command> commands = new ArrayList<>();
        execution.timers().forEach((id, timer) -> commands.add(new Command.SetTimer(id, timer.atMillis())));
        execution.tasks().values().forEach(run -> transitions.outstanding(run, commands));
        return commands;
    }

    /** The status. */
    public ExecutionStatus status() {
        return execution.status();
    }

    /** The output of an execution that succeeded. */
    public Optional<JsonNode> output() {
        return execution.output();
    }

    /** The error of an execution that did not. */
    public Optional<String> error() {
        return execution.error().flatMap(StateError::name);
    }

    /** What caused the error. */
    public Optional<String> cause() {
        return execution.error().flatMap(StateError::cause);
    }

    /** When it ended, in milliseconds since the epoch. */
    public OptionalLong stopMillis() {
        return execution.stopMillis();
    }

    /** How often it has been redriven. */
    public int redriveCount() {
        return execution.redriveCount();
    }

    /** When it was redriven last. */
    public OptionalLong redriveMillis() {
        return execution.redriveMillis();
    }

    /** How many events its history has. */
    public long eventCount() {
        return execution.lastEventId();
    }
}
