package dev.tenantry.stepfunctions.clock;

import java.time.Instant;

/**
 * Clock and timers of an engine. Everything that waits within the engine (Wait states, retries, timeouts, heartbeats)
 * waits on this clock only, so the clock decides how fast an execution goes.
 */
public interface EngineClock extends AutoCloseable {
    /** The time, to the millisecond. */
    Instant now();

    /**
     * Runs something at a time, or at once when that has passed. The action must not block.
     *
     * @return a way to call it off; calling it off after it ran has no effect
     */
    Runnable schedule(Instant at, Runnable action);

    /**
     * Tells the clock that work is in flight until the returned handle is run, once. A clock that skips idle time does
     * not skip meanwhile.
     */
    Runnable begin();

    /** Drops what is still scheduled. */
    @Override
    void close();
}
