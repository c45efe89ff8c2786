package dev.tenantry.stepfunctions.clock;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A clock for tests and demonstrations: it stands still while work is in flight, and jumps to the next timer when
 * nothing is. A Wait of ten days passes at once, and a timeout of a minute never fires while a function really runs.
 * Nothing depends on the speed of the machine, so the same work sees the same times.
 *
 * <p>Other components may share it: one that does work that an execution waits for, such as the receiver of a task
 * token, calls {@link #begin} around that work, or schedules its own delays on this clock.
 */
public final class SkippingClock implements EngineClock {
    private record Timer(Instant at, long number, Runnable action) {}

    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparing(Timer::at).thenComparingLong(Timer::number));
    private Instant now;
    private long timersMade;
    private int inFlight;
    private boolean closed;

    /** A clock that starts at a time, cut to the millisecond. */
    public SkippingClock(Instant start) {
        now = start.truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public Runnable schedule(Instant at, Runnable action) {
        Timer timer;
        synchronized (this) {
            timer = new Timer(at, timersMade++, action);
            timers.add(timer);
        }
        runIdle();
        return () -> {
            synchronized (this) {
                timers.remove(timer);
            }
        };
    }

    @Override
    public synchronized Runnable begin() {
        inFlight++;
        return this::end;
    }

    private void end() {
        synchronized (this) {
            inFlight--;
        }
        runIdle();
    }

    /** Runs timers, one after the other, as long as nothing is in flight. */
    private void runIdle() {
        for (Timer timer = next(); timer != null; timer = next()) {
            try {
                timer.action().run();
            } finally {
                synchronized (this) {
                    inFlight--;
                }
            }
        }
    }

    private synchronized Timer next() {
        if (closed || inFlight > 0 || timers.isEmpty()) {
            return null;
        }
        Timer timer = timers.remove();
        now = timer.at().isAfter(now) ? timer.at() : now;
        inFlight++;
        return timer;
    }

    @Override
    public synchronized void close() {
        closed = true;
        timers.clear();
    }
}
