package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tenantry.stepfunctions.asl.Catcher;
import dev.tenantry.stepfunctions.asl.Exit;
import dev.tenantry.stepfunctions.asl.Flow;
import dev.tenantry.stepfunctions.asl.State;
import dev.tenantry.stepfunctions.history.EventType;
import dev.tenantry.stepfunctions.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Runs one state by itself, with a mocked or a real result, by the same code as in an execution. Source: Developer
 * Guide, "Testing state machines with TestState API".
 */
public final class StateTest {
    /**
     * What is tested.
     *
     * @param input the state's input
     * @param variables the variables that it sees
     * @param context the context object; without it one is made up
     * @param insideMap whether the state is part of an iteration, whose item is then the input
     * @param retryCount how often the retrier that applies has retried already
     */
    public record Setup(
            State state,
            ExecutionInfo info,
            JsonNode input,
            Map<String, JsonNode> variables,
            Optional<JsonNode> context,
            boolean insideMap,
            int retryCount) {}

    /** What the state does with an error. */
    public enum Status {
        SUCCEEDED,
        FAILED,
        RETRIABLE,
        CAUGHT_ERROR
    }

    /** The Retry or Catch entry that handled an error; a retrier comes with its delay. */
    public record Handler(OptionalInt catchIndex, OptionalInt retryIndex, OptionalLong backoffSeconds) {}

    private final State state;
    private final ExecutionState execution;
    private final StateTransitions transitions;
    private final FlowRun flow;
    private final StateRun run;
    private final long[] attemptsBefore;
    private final StateTestData data = new StateTestData();

    /** A test that begins now, in milliseconds since the epoch. */
    public StateTest(Setup setup, long nowMillis) {
        state = setup.state();
        execution = new ExecutionState(setup.info());
        setup.context().ifPresent(execution::giveContext);
        transitions = new StateTransitions(execution);
        var item = new FlowRun.Item(0, setup.input(), Optional.empty());
        flow = new FlowRun(
                new Flow(state.name(), Map.of(state.name(), state)),
                setup.insideMap() ? Optional.of(item) : Optional.empty());
        flow.variables.setAll(setup.variables());
        execution.begin(nowMillis);
        execution.emitAfter(0, EventType.ExecutionStarted, EventDetails.empty().input(setup.input()));
        long entered = execution.emit(
                flow,
                EventType.entered(state.type()),
                EventDetails.name(state.name()).input(setup.input()));
        run = new StateRun(flow, state, setup.input(), 0, entered, nowMillis);
        run.retryCount = setup.retryCount();
        Arrays.fill(run.attempts, setup.retryCount());
        attemptsBefore = run.attempts.clone();
        flow.current = run;
    }

    /** Begins the state's work; what it asks for has to be done and answered by {@link #apply}. */
    public List<Command> start() {
        transitions.start(run);
        noteArguments();
        // The delay before a retry is the outcome of a test, and no work of the state.
        return status() == Status.RETRIABLE ? List.of() : execution.end().commands();
    }

    /** Takes in the result of a task, or the time that a Wait state waited for. */
    public void apply(Signal signal) {
        execution.begin(signal.timeMillis());
        switch (signal) {
            case Signal.TaskSucceeded succeeded -> taskSucceeded(succeeded.output());
            case Signal.TaskFailed failed ->
                transitions.tasks().failed(run, StateError.of(failed.error(), failed.cause()));
            case Signal.TimerFired _
            when run.pending instanceof PendingState.Task -> transitions.tasks().timedOut(run, StateError.timeout());
            case Signal.TimerFired _ -> transitions.waitOver(run);
            default -> throw new IllegalArgumentException("a test of a state does not know " + signal);
        }
    }

    private void taskSucceeded(JsonNode output) {
        data.result = output;
        transitions.tasks().succeeded(run, output);
    }

    /** The test has taken longer than it may. */
    public void timeOut() {
        transitions.failed(flow, StateError.timeout());
    }

    /** Runs the state with a mocked result. */
    public void mock(JsonNode result, OptionalLong failedIterations) {
        switch (state) {
            case State.Task _ -> {
                start();
                if (run.pending instanceof PendingState.Task) {
                    taskSucceeded(result);
                }
            }
            case State.Parallel parallel -> {
                if (prepared(parallel)) {
                    leave(parallel.exit(), result, EventType.ParallelStateSucceeded);
                }
            }
            case State.ForEach map -> {
                if (prepared(map) && withinTolerance(failedIterations)) {
                    leave(map.exit(), result, EventType.MapStateSucceeded);
                }
            }
            default -> throw new IllegalArgumentException("a state of this type cannot be mocked: " + state.type());
        }
    }

    /** Runs the state with a mocked error. */
    public void mock(Optional<String> error, Optional<String> cause) {
        StateError failure = StateError.of(error, cause);
        switch (state) {
            case State.Task _ -> {
                start();
                if (run.pending instanceof PendingState.Task) {
                    transitions.tasks().failed(run, failure);
                }
            }
            case State.Parallel parallel -> {
                if (prepared(parallel)) {
                    transitions.fail(run, failure);
                }
            }
            case State.ForEach map -> {
                if (prepared(map)) {
                    transitions.fail(run, failure);
                }
            }
            default -> throw new IllegalArgumentException("a state of this type cannot be mocked: " + state.type());
        }
    }

    private void noteArguments() {
        if (run.pending instanceof PendingState.Task task) {
            data.afterArguments = task.arguments;
        }
    }

    private boolean prepared(State.Parallel parallel) {
        try {
            data.afterArguments = parallel.arguments().isPresent()
                    ? Evaluator.evaluate(parallel.arguments().get(), "Arguments", transitions.scope(run))
                    : run.input;
            return true;
        } catch (EvaluationFailure e) {
            transitions.evaluationFailed(run, e);
            return false;
        }
    }

    private boolean prepared(State.ForEach map) {
        try {
            data.plan = transitions.maps().plan(run, map);
            List<JsonNode> inputs = new ArrayList<>();
            for (FlowRun.Item item : data.plan.items()) {
                inputs.add(transitions.mapRuns().input(run, map, item));
            }
            if (map.itemSelector().isPresent()) {
                data.afterItemSelector = array(inputs);
            }
            if (map.batcher().isPresent()) {
                data.afterItemBatcher = array(transitions.mapRuns().batches(run, map, inputs, new ArrayList<>()));
            }
            return true;
        } catch (EvaluationFailure e) {
            transitions.evaluationFailed(run, e);
            return false;
        }
    }

    private static ArrayNode array(List<JsonNode> elements) {
        return Json.NODES.arrayNode().addAll(elements);
    }

    private boolean withinTolerance(OptionalLong failedIterations) {
        if (failedIterations.isPresent()
                && data.plan
                        .limits()
                        .exceeded(
                                failedIterations.getAsLong(), data.plan.items().size())) {
            transitions.fail(run, StateError.toleranceExceeded());
            return false;
        }
        return true;
    }

    private void leave(Exit exit, JsonNode result, EventType succeeded) {
        data.result = result;
        transitions.leave(run, exit, result, new StateTransitions.Success(succeeded, flow.lastEventId));
    }

    /** Outcome of the test. */
    public Status status() {
        if (run.pending instanceof PendingState.Delay delay && delay.retry()) {
            return Status.RETRIABLE;
        }
        if (execution.status() == ExecutionStatus.FAILED) {
            return Status.FAILED;
        }
        return run.failure == null ? Status.SUCCEEDED : Status.CAUGHT_ERROR;
    }

    /** The state's output, when it was left. */
    public Optional<JsonNode> output() {
        return nextState().isPresent() ? Optional.of(flow.nextInput) : execution.output();
    }

    /** The state that comes next. */
    public Optional<String> nextState() {
        return Optional.ofNullable(flow.nextState);
    }

    private Optional<StateError> failure() {
        return execution.error().or(() -> Optional.ofNullable(run.failure));
    }

    /** The name of the error, handled or not. */
    public Optional<String> error() {
        return failure().flatMap(StateError::name);
    }

    /** The cause of the error, handled or not. */
    public Optional<String> cause() {
        return failure().flatMap(StateError::cause);
    }

    /** What handled the error, when something did. */
    public Optional<Handler> handler() {
        return switch (status()) {
            case RETRIABLE -> Optional.of(retrier());
            case CAUGHT_ERROR -> Optional.of(catcher());
            case SUCCEEDED, FAILED -> Optional.empty();
        };
    }

    private Handler retrier() {
        int index = IntStream.range(0, attemptsBefore.length)
                .filter(i -> run.attempts[i] > attemptsBefore[i])
                .findFirst()
                .orElseThrow();
        long delayMillis = state.errorHandling().retriers().get(index).delayMillis(attemptsBefore[index]);
        return new Handler(
                OptionalInt.empty(), OptionalInt.of(index), OptionalLong.of(Math.round(delayMillis / 1000.0)));
    }

    private Handler catcher() {
        List<Catcher> catchers = state.errorHandling().catchers();
        int index = IntStream.range(0, catchers.size())
                .filter(i -> run.failure.matches(catchers.get(i).errorEquals()))
                .findFirst()
                .orElseThrow();
        return new Handler(OptionalInt.of(index), OptionalInt.empty(), OptionalLong.empty());
    }

    /** The variables after the state. */
    public Map<String, JsonNode> variables() {
        return flow.variables.own();
    }

    /** The intermediate values. */
    public StateTestData data() {
        return data;
    }
}
