package dev.tenantry.core.storage;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Tries an optimistic write again until it wins, after a {@link Jitter random pause}.
 *
 * <p>DynamoDB cancels a transaction both when its condition fails and when another transaction holds one of its items
 * ("TransactionConflict"); the SDK does not try either again by itself.
 */
public final class Contention {
    private static final int ATTEMPTS = 30;
    private static final Set<String> LOST = Set.of("ConditionalCheckFailed", "TransactionConflict");

    private final int attempts;

    /** As many attempts as a crowd of writers needs. */
    public Contention() {
        this(ATTEMPTS);
    }

    /** @param attempts how often a write is tried */
    Contention(int attempts) {
        this.attempts = attempts;
    }

    /**
     * Makes the attempt until it returns a result.
     *
     * @param attempt returns empty when it lost a race
     * @throws ContentionException when every attempt lost
     */
    public <T> T retry(Supplier<Optional<T>> attempt) {
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
                .allMatch(LOST::contains);
    }
}
