package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.asl.Exit;
import dev.tenantry.stepfunctions.asl.State;
import dev.tenantry.stepfunctions.history.EventType;
import dev.tenantry.stepfunctions.interpreter.ExecutionState.TimerPurpose;
import dev.tenantry.stepfunctions.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Transitions of states: entering, working, leaving, failing, aborting, redriving; each dispatched by the type of
 * state.
 */
final class StateTransitions {
    /** The largest input or output of a state in bytes of UTF-8. Source: Step Functions service quotas. */
    static final int MAX_DATA_BYTES = 262_144;

    /**
     * The event that says that the inside of a state has succeeded.
     *
     * @param previousEventId what it follows
     */
    record Success(EventType type, long previousEventId) {}

    private final ExecutionState execution;
    private final SimpleStates simple;
    private final TaskStates tasks;
    private final ParallelStates parallels;
    private final MapStates maps;
    private final MapRuns mapRuns;
    private final ErrorHandlers errors;

    StateTransitions(ExecutionState execution) {
        this.execution = execution;
        this.errors = new ErrorHandlers(execution, this);
        this.simple = new SimpleStates(execution, this);
        this.tasks = new TaskStates(execution, this);
        this.parallels = new ParallelStates(execution, this);
        this.mapRuns = new MapRuns(execution, this);
        this.maps = new MapStates(execution, this, mapRuns);
    }

    TaskStates tasks() {
        return tasks;
    }

    MapStates maps() {
        return maps;
    }

    MapRuns mapRuns() {
        return mapRuns;
    }

    static boolean tooLarge(JsonNode value) {
        String text = Json.text(value);
        return text.length() > MAX_DATA_BYTES / 4 && text.getBytes(StandardCharsets.UTF_8).length > MAX_DATA_BYTES;
    }

    /** Enters a state later in this step. */
    void enter(FlowRun flow, String name, JsonNode input) {
        flow.nextState = name;
        flow.nextInput = input;
        whileRunning(flow, () -> enterNow(flow, flow.flow.states().get(name), input));
    }

    /** Does something later in this step, unless the flow has been given up by then. */
    void whileRunning(FlowRun flow, Runnable work) {
        execution.later(() -> {
            if (flow.running()) {
                work.run();
            }
        });
    }

    private void enterNow(FlowRun flow, State state, JsonNode input) {
        long previous = flow.lastEventId;
        long id = execution.emit(
                flow,
                EventType.entered(state.type()),
                EventDetails.name(state.name()).input(input));
        var run = new StateRun(flow, state, input, previous, id, execution.now());
        flow.current = run;
        start(run);
    }

    /** Does the work of a state that has been entered: the first time, on a retry, and on a redrive. */
    void start(StateRun run) {
        run.pending = null;
        try {
            switch (run.state) {
                case State.Task task -> tasks.start(run, task);
                case State.Parallel parallel -> parallels.start(run, parallel);
                case State.ForEach map -> maps.start(run, map);
                case State.Pass pass -> simple.pass(run, pass);
                case State.Choice choice -> simple.choose(run, choice);
                case State.Wait wait -> simple.await(run, wait);
                case State.Succeed succeed -> simple.succeed(run, succeed);
                case State.Fail fail -> simple.fail(run, fail);
            }
        } catch (EvaluationFailure e) {
            evaluationFailed(run, e);
        }
    }

    void waitOver(StateRun run) {
        leave(run, ((State.Wait) run.state).exit(), new StateScope(execution, run), run.input);
    }

    void retry(StateRun run) {
        run.retryCount++;
        start(run);
    }

    StateScope scope(StateRun run) {
        return new StateScope(execution, run);
    }

    /** Leaves a state by one of its exits. */
    void leave(StateRun run, Exit exit, StateScope scope, JsonNode output) {
        leave(run, exit, scope, output, Optional.empty());
    }

    /**
     * Leaves a state that has done what its branches or iterations were for.
     *
     * @param result the array of their outputs
     * @param success the event to write before the exit
     */
    void leave(StateRun run, Exit exit, JsonNode result, Success success) {
        leave(run, exit, scope(run).withResult(result), result, Optional.of(success));
    }

    private void leave(StateRun run, Exit exit, StateScope scope, JsonNode output, Optional<Success> success) {
        try {
            tryLeave(run, exit, "", scope, output, success);
        } catch (EvaluationFailure e) {
            evaluationFailed(run, e);
        }
    }

    /**
     * Leaves a state.
     *
     * @param prefix where the exit's fields stand within the state, such as {@code Catch[0]/}
     * @param success an event to write before the exit, which does not follow it
     */
    void tryLeave(
            StateRun run, Exit exit, String prefix, StateScope scope, JsonNode defaultOutput, Optional<Success> success)
            throws EvaluationFailure {
        JsonNode output = exit.output().isPresent()
                ? Evaluator.evaluate(exit.output().get(), prefix + "Output", scope)
                : defaultOutput;
        Map<String, JsonNode> assigned = Evaluator.assign(exit.assign(), prefix + "Assign", scope);
        if (tooLarge(output)) {
            errors.fail(run, StateError.outputTooLarge(run.name()));
            return;
        }
        FlowRun flow = run.flow;
        success.ifPresent(event -> execution.emitAfter(event.previousEventId(), event.type(), EventDetails.empty()));
        execution.emit(
                flow,
                EventType.exited(run.state.type()),
                EventDetails.name(run.name()).output(output).assigned(assigned));
        flow.variables.setAll(assigned);
        flow.current = null;
        exit.next().ifPresentOrElse(next -> enter(flow, next, output), () -> succeeded(flow, output));
    }

    /** A flow has come to its end. */
    void succeeded(FlowRun flow, JsonNode output) {
        flow.status = FlowRun.Status.SUCCEEDED;
        flow.output = output;
        if (flow.parent == null) {
            execution.emit(
                    flow, EventType.ExecutionSucceeded, EventDetails.empty().output(output));
            execution.close(ExecutionStatus.SUCCEEDED, output, null);
            return;
        }
        switch (flow.parent.pending) {
            case PendingState.Branches branches -> parallels.branchSucceeded(flow, branches);
            case PendingState.Iterations iterations -> maps.iterationSucceeded(flow, iterations);
            default -> throw new IllegalStateException("a flow inside of a state that has none");
        }
    }

    void fail(StateRun run, StateError error) {
        errors.fail(run, error);
    }

    void evaluationFailed(StateRun run, EvaluationFailure failure) {
        errors.evaluationFailed(run, failure);
    }

    /** A flow has failed for good. */
    void failed(FlowRun flow, StateError error) {
        flow.status = FlowRun.Status.FAILED;
        if (flow.parent == null) {
            execution.emit(flow, EventType.ExecutionFailed, EventDetails.error(error));
            execution.close(ExecutionStatus.FAILED, null, error);
            return;
        }
        switch (flow.parent.pending) {
            case PendingState.Branches branches -> parallels.branchFailed(flow, branches, error);
            case PendingState.Iterations iterations -> maps.iterationFailed(flow, iterations, error);
            default -> throw new IllegalStateException("a flow inside of a state that has none");
        }
    }

    /** Ends the whole execution, whatever else is going on in it. */
    void failExecution(FlowRun flow, StateError error) {
        FlowRun root = flow;
        while (root.parent != null) {
            root = root.parent.flow;
        }
        closeAll(root);
        root.lastEventId = flow.lastEventId;
        execution.emit(root, EventType.ExecutionFailed, EventDetails.error(error));
        execution.close(ExecutionStatus.FAILED, null, error);
    }

    /** Gives up a flow, and says so in the history. */
    void abort(FlowRun flow) {
        StateRun run = flow.current;
        flow.status = FlowRun.Status.ABORTED;
        if (run == null) {
            return;
        }
        close(run, this::abort);
        EventType.aborted(run.state.type()).ifPresent(type -> execution.emit(flow, type, EventDetails.empty()));
    }

    /** Gives up a flow in silence. */
    void closeAll(FlowRun flow) {
        flow.status = FlowRun.Status.ABORTED;
        if (flow.current != null) {
            close(flow.current, this::closeAll);
        }
    }

    /** Ends what a state waits for; what it has reached stays known for a redrive. */
    private void close(StateRun run, Consumer<FlowRun> inner) {
        switch (run.pending) {
            case null -> {}
            case PendingState.Delay delay -> execution.cancelTimer(delay.timerId());
            case PendingState.Task task -> tasks.close(task);
            case PendingState.Branches branches ->
                branches.flows.stream().filter(FlowRun::running).forEach(inner);
            case PendingState.Iterations iterations ->
                iterations.flows.stream().filter(FlowRun::running).forEach(inner);
            case PendingState.MapRun mapRun -> mapRuns.close(mapRun);
        }
    }

    /** Takes up a flow that did not succeed, where it stands. */
    void redrive(FlowRun flow, long eventId) {
        flow.status = FlowRun.Status.RUNNING;
        flow.lastEventId = eventId;
        StateRun run = flow.current;
        if (run == null) {
            enter(flow, flow.nextState, flow.nextInput);
            return;
        }
        Arrays.fill(run.attempts, 0);
        run.retryCount = 0;
        switch (run.pending) {
            case PendingState.Branches branches
            when ParallelStates.allSucceeded(branches) -> whileRunning(flow, () -> parallels.succeed(run, branches));
            case PendingState.Branches branches -> redrive(branches.flows, eventId);
            case PendingState.Iterations iterations
            when MapStates.allSucceeded(iterations) -> whileRunning(flow, () -> maps.succeeded(run, iterations));
            case PendingState.Iterations iterations -> {
                redrive(iterations.flows, eventId);
                maps.startMore(run, iterations, eventId);
            }
            case PendingState.MapRun mapRun -> mapRuns.redrive(run, mapRun);
            case null, default -> whileRunning(flow, () -> start(run));
        }
    }

    private void redrive(List<FlowRun> flows, long eventId) {
        flows.stream().filter(flow -> flow.status != FlowRun.Status.SUCCEEDED).forEach(flow -> redrive(flow, eventId));
    }

    void outstanding(StateRun run, List<Command> commands) {
        switch (run.pending) {
            case PendingState.Task task -> tasks.outstanding(task, commands);
            case PendingState.MapRun mapRun -> mapRuns.outstanding(mapRun, commands);
            case null, default -> throw new IllegalStateException("an open task without a pending state");
        }
    }

    /** Sets a timer, and continues the state when it fires. */
    void delay(StateRun run, long untilMillis, TimerPurpose purpose) {
        run.pending =
                new PendingState.Delay(execution.setTimer(untilMillis, purpose, run), purpose == TimerPurpose.RETRY);
    }
}
