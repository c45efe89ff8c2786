package dev.tenantry.core.storage;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Random pauses that double at most with each failure ("full jitter"), so that callers do not meet again. */
final class Jitter {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);

    private Jitter() {}

    /** @param failures how often it failed before this time */
    static void pause(int failures) {
        var longest = Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << Math.min(failures, 20));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest + 1));
    }
}
