package dev.tenantry.steps;

import dev.tenantry.twilio.simulator.storage.Checkpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. */
public final class MovedClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-22T10:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    /** The time of now. */
    public Checkpoint checkpoint() {
        var then = now;
        return () -> now = then;
    }

    public void advance(Duration time) {
        now = now.plus(time);
    }
}
