package dev.tenantry.twilio.internal;

import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.failure.TryAnotherException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.twilio.internal.TwilioCall.Effect;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Retries, with exponential backoff and jitter, of calls that can do no harm twice, where that is likely to help within
 * moments. A step that fails starts again with its first call, so of a step with many calls hardly one attempt would
 * get through to the end when a few in a hundred fail. What takes longer is left to the state machine, whose waits cost
 * nothing. See {@code docs/adr/0017-retries-within-a-step.md}.
 *
 * @param maxRetries how often a call is sent again at most; 0: never
 * @param pause the longest wait before the first retry; it doubles with each further one
 */
public record RetryPolicy(int maxRetries, Duration pause) {

    /** A call that took this long to fail is not worth another try: a function has not the time for many of them. */
    private static final Duration LONG = Duration.ofSeconds(2);

    /** Refuses what is negative. */
    public RetryPolicy {
        if (maxRetries < 0 || Objects.requireNonNull(pause, "pause").isNegative()) {
            throw new IllegalArgumentException("Retries must not be negative: " + maxRetries + ", " + pause);
        }
    }

    /**
     * The call's result, or its last failure.
     *
     * @param before runs directly before each try; what it throws ends them
     * @param effect what the call does; where its outcome is not known, it is sent again only if that can do no harm
     */
    <T> T call(Runnable before, Effect effect, Supplier<T> call) {
        for (var retry = 0; retry < maxRetries; retry++) {
            before.run();
            var begin = System.nanoTime();
            try {
                return call.get();
            } catch (ProvisioningFailure failure) {
                if (!isRetriable(failure, effect) || System.nanoTime() - begin > LONG.toNanos()) {
                    throw failure;
                }
                waitAfter(failure, retry);
            }
        }
        before.run();
        return call.get();
    }

    private static boolean isRetriable(ProvisioningFailure failure, Effect effect) {
        return switch (failure) {
            case NotProcessedException _ -> true;
            case UnknownOutcomeException _ -> effect != Effect.WRITE;
            case TryAnotherException _, NeedsHumanException _, PermanentFailureException _ -> false;
        };
    }

    /** As long as Twilio asks for, or by chance, so that those who were refused together do not come back together. */
    private void waitAfter(ProvisioningFailure failure, int retry) {
        var longest = pause.multipliedBy(1L << retry);
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
