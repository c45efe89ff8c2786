package dev.tenantry.stepfunctions.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Clock and timers of the machine. */
public final class SystemClock implements EngineClock {
    private final ScheduledThreadPoolExecutor timers;

    /** A clock with a timer thread of its own; its creator has to close it. */
    public SystemClock() {
        timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("stepfunctions-timer").factory());
        timers.setRemoveOnCancelPolicy(true);
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public Runnable schedule(Instant at, Runnable action) {
        long nanos = Math.max(0, Duration.between(Instant.now(), at).toNanos());
        Future<?> timer = timers.schedule(action, nanos, TimeUnit.NANOSECONDS);
        return () -> timer.cancel(false);
    }

    @Override
    public Runnable begin() {
        return () -> {};
    }

    @Override
    public void close() {
        timers.shutdownNow();
    }
}
