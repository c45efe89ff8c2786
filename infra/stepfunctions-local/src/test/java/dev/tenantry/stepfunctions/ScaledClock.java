package dev.tenantry.stepfunctions;

import dev.tenantry.stepfunctions.clock.EngineClock;
import dev.tenantry.stepfunctions.clock.SystemClock;
import java.time.Duration;
import java.time.Instant;

/** The machine's clock, several times as fast. */
public final class ScaledClock implements EngineClock {
    private final SystemClock real = new SystemClock();
    private final Instant start = real.now();
    private final int factor;

    /** A clock that goes {@code factor} times as fast as the machine's. */
    public ScaledClock(int factor) {
        this.factor = factor;
    }

    @Override
    public Instant now() {
        return start.plusMillis(Duration.between(start, real.now()).toMillis() * factor);
    }

    @Override
    public Runnable schedule(Instant at, Runnable action) {
        return real.schedule(start.plus(Duration.between(start, at).dividedBy(factor)), action);
    }

    @Override
    public Runnable begin() {
        return real.begin();
    }

    @Override
    public void close() {
        real.close();
    }
}
