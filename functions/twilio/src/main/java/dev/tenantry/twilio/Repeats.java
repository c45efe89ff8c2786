package dev.tenantry.twilio;

import dev.tenantry.twilio.Attempt.Effect;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.NotProcessedException;
import dev.tenantry.twilio.failure.PermanentFailureException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import dev.tenantry.twilio.failure.TryAnotherException;
import dev.tenantry.twilio.failure.UnknownOutcomeException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Repeats a call that can do no harm twice, where that is likely to help within moments. A step that fails starts again
 * with its first call, so of a step with many calls hardly one attempt would get through to the end when a few in a
 * hundred fail. What takes longer is left to the state machine, whose waits cost nothing.
 *
 * @param times how often a call is repeated at most; 0: never
 * @param pause the longest wait before the first repeat; it doubles with each further one
 */
public record Repeats(int times, Duration pause) {

    /** No call is repeated. */
    public static final Repeats NONE = new Repeats(0, Duration.ZERO);

    /** A call that took this long to fail is not worth another try: a function has not the time for many of them. */
    private static final Duration LONG = Duration.ofSeconds(2);

    /** Refuses what is negative. */
    public Repeats {
        if (times < 0 || Objects.requireNonNull(pause, "pause").isNegative()) {
            throw new IllegalArgumentException("Repeats must not be negative: " + times + ", " + pause);
        }
    }

    /** Three times, within two seconds: Twilio asks for exponential backoff after error 20429. */
    public static Repeats standard() {
        return new Repeats(3, Duration.ofMillis(250));
    }

    /**
     * The call's result, or its last failure.
     *
     * @param before runs directly before each try; what it throws ends them
     * @param effect what the call does; where its outcome is not known, it is repeated only if that can do no harm
     */
    <T> T call(Runnable before, Effect effect, Supplier<T> call) {
        for (var repeat = 0; repeat < times; repeat++) {
            before.run();
            var begin = System.nanoTime();
            try {
                return call.get();
            } catch (ProvisioningFailure failure) {
                if (!mayBeRepeated(failure, effect) || System.nanoTime() - begin > LONG.toNanos()) {
                    throw failure;
                }
                waitAfter(failure, repeat);
            }
        }
        before.run();
        return call.get();
    }

    private static boolean mayBeRepeated(ProvisioningFailure failure, Effect effect) {
        return switch (failure) {
            case NotProcessedException _ -> true;
            case UnknownOutcomeException _ -> effect != Effect.WRITE;
            case TryAnotherException _, NeedsHumanException _, PermanentFailureException _ -> false;
        };
    }

    /** As long as Twilio asks for, or by chance, so that those who were refused together do not come back together. */
    private void waitAfter(ProvisioningFailure failure, int repeat) {
        var longest = pause.multipliedBy(1L << repeat);
        var asked = failure.retryAfter().orElse(Duration.ZERO);
        if (asked.compareTo(longest) > 0) {
            throw failure;
        }
        try {
            Thread.sleep(asked.plusNanos(
                    ThreadLocalRandom.current().nextLong(longest.minus(asked).toNanos() + 1)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
