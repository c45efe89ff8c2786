package dev.tenantry.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptimisticRetryTest {
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void triesAgainUntilItWins() {
        var result =
                new OptimisticRetry().run(() -> tries.incrementAndGet() < 4 ? Optional.empty() : Optional.of("won"));

        assertThat(result).isEqualTo("won");
        assertThat(tries).hasValue(4);
    }

    @Test
    void givesUpAfterSoManyLosses() {
        var retry = new OptimisticRetry(5);

        assertThatThrownBy(() -> retry.run(() -> {
                    tries.incrementAndGet();
                    return Optional.empty();
                }))
                .isInstanceOf(ContentionException.class);
        assertThat(tries).hasValue(5);
    }

    @ParameterizedTest
    @CsvSource({
        "ConditionalCheckFailed, None, true",
        "None, TransactionConflict, true",
        "ConditionalCheckFailed, TransactionConflict, true",
        "None, ThrottlingError, false",
        "ConditionalCheckFailed, ProvisionedThroughputExceeded, false",
        "ValidationError, None, false",
        "None, ItemCollectionSizeLimitExceeded, false",
    })
    void tellsALostRaceFromOtherReasons(String first, String second, boolean lost) {
        assertThat(OptimisticRetry.isLostRace(ConflictingTransactions.cancelled(first, second)))
                .isEqualTo(lost);
    }
}
