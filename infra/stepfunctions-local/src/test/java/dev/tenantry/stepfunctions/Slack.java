package dev.tenantry.stepfunctions;

import java.time.Duration;

/**
 * How much longer than its limits something may take because other tests use the same processors: four times, unless
 * the system property {@code timing.slack} says otherwise. To check the limits themselves, set it to 1 on an idle
 * machine.
 */
final class Slack {
    private static final int FACTOR = Integer.getInteger("timing.slack", 4);

    private Slack() {}

    static Duration of(Duration limit) {
        return limit.multipliedBy(FACTOR);
    }

    static double of(double limit) {
        return limit * FACTOR;
    }
}
