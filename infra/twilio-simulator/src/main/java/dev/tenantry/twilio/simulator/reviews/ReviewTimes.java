package dev.tenantry.twilio.simulator.reviews;

import java.time.Duration;
import java.util.Random;

/**
 * Durations of reviews: the typical time of their kind, up to a quarter more or less, divided by the speed. The same
 * for the same seed and the same thing.
 */
final class ReviewTimes {
    private static final double JITTER = 0.25;

    /** The share of the time that passes before somebody begins. */
    private static final double QUEUE = 0.2;

    private final long seed;
    private final double speed;

    /**
     * Times from a seed.
     *
     * @param speed what they are divided by; infinity: no time
     */
    ReviewTimes(long seed, double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("the review speed must be positive: " + speed);
        }
        this.seed = seed;
        this.speed = speed;
    }

    /** From submission to end. */
    Duration whole(Submission submission) {
        var random = new Random(seed ^ submission.sid().hashCode());
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        return Duration.ofNanos(Math.round(submission.kind().typical().toNanos() * factor / speed));
    }

    /** From submission until somebody begins. */
    Duration queue(Submission submission) {
        return Duration.ofNanos(Math.round(whole(submission).toNanos() * QUEUE));
    }
}
