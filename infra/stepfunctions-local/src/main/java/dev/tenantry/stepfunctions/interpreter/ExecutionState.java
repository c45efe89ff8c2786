package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.history.EventType;
import dev.tenantry.stepfunctions.history.HistoryEvent;
import dev.tenantry.stepfunctions.jsonata.Meter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** The state of one execution, and what the current step has produced so far. */
final class ExecutionState {
    /** The most events a history may have. Source: Step Functions service quotas. */
    static final long MAX_EVENTS = 25_000;

    private static final int TOKEN_BYTES = 192;

    /** The most steps that the expressions of one signal may take together, so that every signal is soon done with. */
    private static final long MAX_EXPRESSION_STEPS = 10_000_000;

    /**
     * What is left of the steps when the work that is still pending is put off, so that other signals get their turn.
     */
    private static final long ENOUGH_STEPS = MAX_EXPRESSION_STEPS - 1_000_000;

    private static final int STATES_IN_A_ROW = 200;

    /** Purpose of a timer. */
    enum TimerPurpose {
        WAIT,
        RETRY,
        TASK_TIMEOUT,
        HEARTBEAT,
        EXECUTION_TIMEOUT,
        PENDING_WORK
    }

    /**
     * A timer that is set.
     *
     * @param run the state that it belongs to; null for the execution's own
     */
    record Timer(long atMillis, TimerPurpose purpose, StateRun run) {}

    private final ExecutionInfo info;
    private final Random random;
    private final SortedMap<Long, Timer> timers = new TreeMap<>();
    private final Map<Long, StateRun> tasks = new HashMap<>();
    private final Queue<Runnable> pending = new ArrayDeque<>();

    private List<HistoryEvent> events = new ArrayList<>();
    private List<Command> commands = new ArrayList<>();
    private volatile Meter.Budget budget = new Meter.Budget(MAX_EXPRESSION_STEPS);
    private long now;
    private long nextEventId = 1;
    private long nextTimerId = 1;
    private long nextTaskId = 1;
    private ExecutionStatus status = ExecutionStatus.RUNNING;
    private JsonNode output;
    private StateError error;
    private OptionalLong stopMillis = OptionalLong.empty();
    private int redriveCount;
    private JsonNode givenContext;
    private OptionalLong redriveMillis = OptionalLong.empty();

    ExecutionState(ExecutionInfo info) {
        this.info = info;
        this.random = new Random(info.seed());
    }

    /** The context object that stands in the place of the real one. */
    Optional<JsonNode> givenContext() {
        return Optional.ofNullable(givenContext);
    }

    void giveContext(JsonNode context) {
        givenContext = context;
    }

    ExecutionInfo info() {
        return info;
    }

    long now() {
        return now;
    }

    void begin(long timeMillis) {
        now = timeMillis;
        budget = new Meter.Budget(MAX_EXPRESSION_STEPS);
        events = new ArrayList<>();
        commands = new ArrayList<>();
    }

    Transition end() {
        return new Transition(List.copyOf(events), List.copyOf(commands));
    }

    Meter.Budget budget() {
        return budget;
    }

    RandomGenerator random() {
        return random;
    }

    /** A task token: opaque, and never guessed as long as the seed is not known. */
    String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    long nextTaskId() {
        return nextTaskId++;
    }

    // Work that is to be done, in order.

    void later(Runnable work) {
        pending.add(work);
    }

    /** Does the pending work; when that is much, the rest with a signal of its own. */
    void runPending() {
        for (int done = 0; !pending.isEmpty(); done++) {
            if (done == STATES_IN_A_ROW || budget.left() < ENOUGH_STEPS) {
                setTimer(now, TimerPurpose.PENDING_WORK, null);
                return;
            }
            pending.remove().run();
        }
    }

    void dropPending() {
        pending.clear();
    }

    // History

    /** Appends an event to a flow's chain. */
    long emit(FlowRun flow, EventType type, EventDetails details) {
        flow.lastEventId = emitAfter(flow.lastEventId, type, details);
        return flow.lastEventId;
    }

    /** Appends an event after another one, without anything following it by itself. */
    long emitAfter(long previous, EventType type, EventDetails details) {
        if (nextEventId >= MAX_EVENTS && !type.name().startsWith("Execution")) {
            throw new HistoryLimitReached();
        }
        long id = nextEventId++;
        events.add(new HistoryEvent(
                id, previous, type, now, type.detailsField().isPresent() ? details.build() : Optional.empty()));
        return id;
    }

    long lastEventId() {
        return nextEventId - 1;
    }

    // Commands

    void command(Command command) {
        commands.add(command);
    }

    long setTimer(long atMillis, TimerPurpose purpose, StateRun run) {
        long id = nextTimerId++;
        timers.put(id, new Timer(atMillis, purpose, run));
        command(new Command.SetTimer(id, atMillis));
        return id;
    }

    void cancelTimer(long id) {
        if (timers.remove(id) != null) {
            command(new Command.CancelTimer(id));
        }
    }

    Optional<Timer> fired(long id) {
        return Optional.ofNullable(timers.remove(id));
    }

    SortedMap<Long, Timer> timers() {
        return timers;
    }

    void openTask(long id, StateRun run) {
        tasks.put(id, run);
    }

    void closeTask(long id) {
        tasks.remove(id);
    }

    Optional<StateRun> task(long id) {
        return Optional.ofNullable(tasks.get(id));
    }

    Map<Long, StateRun> tasks() {
        return tasks;
    }

    // The end, and a new beginning

    void close(ExecutionStatus end, JsonNode result, StateError failure) {
        List.copyOf(timers.keySet()).forEach(this::cancelTimer);
        tasks.clear();
        status = end;
        output = result;
        error = failure;
        stopMillis = OptionalLong.of(now);
        dropPending();
    }

    void reopen() {
        status = ExecutionStatus.RUNNING;
        error = null;
        stopMillis = OptionalLong.empty();
        redriveCount++;
        redriveMillis = OptionalLong.of(now);
    }

    ExecutionStatus status() {
        return status;
    }

    Optional<JsonNode> output() {
        return Optional.ofNullable(output);
    }

    Optional<StateError> error() {
        return Optional.ofNullable(error);
    }

    OptionalLong stopMillis() {
        return stopMillis;
    }

    int redriveCount() {
        return redriveCount;
    }

    OptionalLong redriveMillis() {
        return redriveMillis;
    }
}
