package dev.tenantry.core.storage;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Retries of an optimistic write until it succeeds, with a {@link Jitter random pause} after each lost race.
 *
 * <p>DynamoDB cancels a transaction both when its condition fails and when another transaction holds one of its items
 * ("TransactionConflict"); the SDK retries neither.
 */
public final class OptimisticRetry {
    /** Enough for as many writers as one job has at a time. */
    private static final int ATTEMPTS = 30;

    private static final Set<String> LOST_RACE = Set.of("ConditionalCheckFailed", "TransactionConflict");

    private final int attempts;

    /** Retries as often as many concurrent writers need. */
    public OptimisticRetry() {
        this(ATTEMPTS);
    }

    /** @param attempts how often a write is tried */
    OptimisticRetry(int attempts) {
        this.attempts = attempts;
    }

    /**
     * Repeats an attempt until it returns a result.
     *
     * @param attempt returns empty when it lost a race
     * @throws ContentionException when every attempt lost
     */
    public <T> T run(Supplier<Optional<T>> attempt) {
        for (int i = 0; i < attempts; i++) {
            var result = attempt.get();
            if (result.isPresent()) {
                return result.get();
            }
            Jitter.pause(i);
        }
        throw new ContentionException("Lost " + attempts + " races in a row for the same item");
    }

    /** Whether the transaction was cancelled for no other reason than that others wrote too. */
    public static boolean isLostRace(TransactionCanceledException cancelled) {
        return cancelled.cancellationReasons().stream()
                .map(reason -> reason.code())
                .filter(code -> code != null && !code.equals("None"))
                .allMatch(LOST_RACE::contains);
    }
}
