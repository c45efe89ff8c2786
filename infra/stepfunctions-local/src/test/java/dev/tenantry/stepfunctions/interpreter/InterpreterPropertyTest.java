package dev.tenantry.stepfunctions.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.asl.DefinitionReader;
import dev.tenantry.stepfunctions.asl.InvalidDefinitionException;
import dev.tenantry.stepfunctions.asl.StateMachineDefinition;
import dev.tenantry.stepfunctions.history.HistoryEvent;
import dev.tenantry.stepfunctions.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every machine, whatever happens to it. A failure names its seed, which repeats it. */
class InterpreterPropertyTest {
    /** Any range will do; this one holds a machine whose redrive failed twice in one step. */
    private static final long FIRST_SEED = 24_600;

    private static final int MACHINES = 600;
    private static final int MOST_SIGNALS = 120;

    /** A life of an execution: random signals, of which some are late, doubled or for nobody. */
    private static final class Life {
        private final Random random;
        private final StateMachineDefinition definition;
        private final ExecutionInfo info;
        private final Interpreter interpreter;
        private final List<Signal> signals = new ArrayList<>();
        private final List<HistoryEvent> history = new ArrayList<>();
        private final List<Command> commands = new ArrayList<>();
        private final Map<Long, Long> timers = new HashMap<>();
        private final List<Long> tasks = new ArrayList<>();
        private long now = 1_000_000;

        Life(long seed) throws InvalidDefinitionException {
            random = new Random(seed);
            definition = DefinitionReader.read(Json.text(new RandomMachines(seed).definition()));
            info = new ExecutionInfo(
                    "arn:aws:states:us-east-1:123456789012:execution:m:n",
                    "n",
                    "arn:aws:states:us-east-1:123456789012:stateMachine:m",
                    "m",
                    "arn:aws:iam::123456789012:role/r",
                    Json.trusted("{\"a\": [1, 2]}"),
                    now,
                    seed);
            interpreter = new Interpreter(definition, info);
        }

        void live() {
            apply(new Signal.Started(now));
            for (int i = 0; i < MOST_SIGNALS && alive(); i++) {
                apply(next());
            }
        }

        private boolean alive() {
            return interpreter.status() == ExecutionStatus.RUNNING
                    ? !(timers.isEmpty() && tasks.isEmpty())
                    : interpreter.status() != ExecutionStatus.SUCCEEDED && interpreter.redriveCount() < 2;
        }

        private Signal next() {
            if (interpreter.status() != ExecutionStatus.RUNNING) {
                return new Signal.Redriven(now);
            }
            int dice = random.nextInt(20);
            if (dice == 0) {
                return new Signal.StopRequested(now, Optional.of("Stopped"), Optional.empty());
            }
            long anyTask = tasks.isEmpty() ? 99 : tasks.get(random.nextInt(tasks.size()));
            if (dice == 1) {
                return new Signal.Heartbeat(now, anyTask);
            }
            if (!timers.isEmpty() && (tasks.isEmpty() || dice < 8)) {
                var due = timers.entrySet().stream()
                        .min(Map.Entry.comparingByValue())
                        .orElseThrow();
                now = Math.max(now, due.getValue());
                return new Signal.TimerFired(now, due.getKey());
            }
            JsonNode output = Json.trusted("{\"n\": " + dice + "}");
            return switch (dice % 4) {
                case 0 -> new Signal.TaskFailed(now, anyTask, Optional.of("Oops"), Optional.empty());
                default -> new Signal.TaskSucceeded(now, anyTask, output);
            };
        }

        private void apply(Signal signal) {
            signals.add(signal);
            Transition transition = interpreter.apply(signal);
            history.addAll(transition.events());
            commands.addAll(transition.commands());
            transition.commands().forEach(this::note);
            if (signal instanceof Signal.TimerFired fired) {
                timers.remove(fired.timerId());
            }
        }

        private void note(Command command) {
            switch (command) {
                case Command.SetTimer timer -> timers.put(timer.timerId(), timer.atMillis());
                case Command.CancelTimer timer -> timers.remove(timer.timerId());
                case Command.RunTask task -> tasks.add(task.taskId());
                default -> assertThat(command).isInstanceOfAny(Command.OpenToken.class, Command.CloseToken.class);
            }
        }
    }

    private static List<Life> lives() throws InvalidDefinitionException {
        List<Life> lives = new ArrayList<>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + MACHINES; seed++) {
            var life = new Life(seed);
            try {
                life.live();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + Json.text(life.definition.source()), e);
            }
            lives.add(life);
        }
        return lives;
    }

    @Test
    void everyMachineKeepsASoundHistoryAndCanBeReplayed() throws InvalidDefinitionException {
        List<Life> lives = lives();
        for (Life life : lives) {
            String name = Json.text(life.definition.source());
            assertSound(life, name);
            assertReplays(life, name);
        }
        // The machines must be worth something as examples.
        assertThat(lives.stream().map(life -> life.interpreter.status()).distinct())
                .contains(ExecutionStatus.SUCCEEDED, ExecutionStatus.FAILED, ExecutionStatus.ABORTED);
        assertThat(lives.stream()
                        .flatMap(life -> life.history.stream())
                        .map(HistoryEvent::type)
                        .distinct()
                        .count())
                .isGreaterThan(30);
    }

    private static void assertSound(Life life, String name) {
        for (int i = 0; i < life.history.size(); i++) {
            HistoryEvent event = life.history.get(i);
            assertThat(event.id()).as(name).isEqualTo(i + 1);
            assertThat(event.previousEventId()).as(name).isBetween(0L, event.id() - 1);
        }
        assertThat(life.interpreter.eventCount()).as(name).isEqualTo(life.history.size());
        boolean closed = life.interpreter.status() != ExecutionStatus.RUNNING;
        if (closed) {
            assertThat(life.history.getLast().type().name()).as(name).startsWith("Execution");
            assertThat(life.interpreter.outstanding()).as(name).isEmpty();
            assertThat(life.timers).as(name).isEmpty();
        } else {
            assertThat(life.interpreter.outstanding()).as(name).isNotEmpty();
        }
    }

    /**
     * The same signals give the same history, the same commands and the same end; and the rest of a life goes on from
     * any point.
     */
    private static void assertReplays(Life life, String name) {
        var again = new Interpreter(life.definition, life.info);
        List<HistoryEvent> history = new ArrayList<>();
        List<Command> commands = new ArrayList<>();
        for (Signal signal : life.signals) {
            Transition transition = again.apply(signal);
            history.addAll(transition.events());
            commands.addAll(transition.commands());
        }
        assertThat(history).as(name).isEqualTo(life.history);
        assertThat(commands).as(name).isEqualTo(life.commands);
        assertThat(again.status()).as(name).isEqualTo(life.interpreter.status());
        assertThat(again.output()).as(name).isEqualTo(life.interpreter.output());
        assertThat(again.outstanding()).as(name).isEqualTo(life.interpreter.outstanding());
    }
}
