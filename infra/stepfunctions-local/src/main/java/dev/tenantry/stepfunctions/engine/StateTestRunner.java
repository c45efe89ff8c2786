package dev.tenantry.stepfunctions.engine;

import dev.tenantry.stepfunctions.clock.EngineClock;
import dev.tenantry.stepfunctions.interpreter.Command;
import dev.tenantry.stepfunctions.interpreter.Signal;
import dev.tenantry.stepfunctions.interpreter.StateTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;

/** Runs a tested state without a mock: calls its resource, or waits for its time. */
public final class StateTestRunner {
    /** The longest that a test may take. Source: API reference, TestState. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final TaskCalls calls;
    private final EngineClock clock;

    /** Runs tests with the resources and the time of an engine. */
    public StateTestRunner(TaskCalls calls, EngineClock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    /**
     * Runs a test to its end.
     *
     * @param executionArn the execution that the resource is called for
     */
    public void run(StateTest test, String executionArn) {
        List<Command> commands = test.start();
        if (commands.stream().noneMatch(StateTestRunner::waits)) {
            return;
        }
        var next = new CompletableFuture<Optional<LongFunction<Signal>>>();
        List<Runnable> timers = new ArrayList<>();
        Instant end = clock.now().plus(LIMIT);
        // A clock that skips idle time must not skip before all timers are set.
        Runnable setUp = clock.begin();
        // What the state itself asks for comes before the limit, also when both are due.
        commands.forEach(command -> carryOut(command, executionArn, next, timers));
        timers.add(clock.schedule(end, () -> next.complete(Optional.empty())));
        setUp.run();
        Optional<LongFunction<Signal>> signal = next.join();
        timers.forEach(Runnable::run);
        signal.ifPresentOrElse(each -> test.apply(each.apply(clock.now().toEpochMilli())), test::timeOut);
    }

    /** Whether a command is answered later; the delay before a retry is part of the answer. */
    private static boolean waits(Command command) {
        return command instanceof Command.RunTask || command instanceof Command.SetTimer;
    }

    private void carryOut(
            Command command,
            String executionArn,
            CompletableFuture<Optional<LongFunction<Signal>>> next,
            List<Runnable> timers) {
        switch (command) {
            case Command.RunTask task -> {
                Runnable work = clock.begin();
                Thread.startVirtualThread(() -> {
                    try {
                        TaskResult result = calls.callSafely(executionArn, task);
                        next.complete(Optional.of(millis -> result.signal(millis, task.taskId())));
                    } finally {
                        work.run();
                    }
                });
            }
            case Command.SetTimer timer ->
                timers.add(clock.schedule(
                        Instant.ofEpochMilli(timer.atMillis()),
                        () -> next.complete(Optional.of(millis -> new Signal.TimerFired(millis, timer.timerId())))));
            default -> throw new IllegalArgumentException("a test without a mock does not know " + command);
        }
    }
}
