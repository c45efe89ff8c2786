package dev.tenantry.twilio.simulator.timing;

import java.time.Duration;
import java.util.Random;

/** Makes a request take its time: the typical time of its kind, up to a quarter more or less, divided by the speed. */
public final class Delays {
    private static final double JITTER = 0.25;

    private final Random random;
    private final double speed;

    /**
     * Delays from a seed.
     *
     * @param seed decides the jitter
     * @param speed what the delays are divided by; infinity: no delay
     */
    public Delays(long seed, double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("the speed must be positive: " + speed);
        }
        this.random = new Random(seed);
        this.speed = speed;
    }

    /** The next delay of such a request. */
    public Duration next(Operation operation) {
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        return Duration.ofNanos(Math.round(operation.typical().toNanos() * factor / speed));
    }
}
