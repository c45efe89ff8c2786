package dev.tenantry.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.quota.RequestWindow.Count;
import dev.tenantry.core.storage.LocalTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RequestWindowTest {
    private static final Instant NOW = Instant.parse("2026-12-01T09:30:17.900Z");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private RequestWindow window;

    @BeforeEach
    void window() {
        window = new RequestWindow(local.table());
    }

    @Test
    void admitsAsManyRequestsAMinuteAsTheQuotaSays() {
        assertThat(window.count("caller", "me", 2, NOW)).isEqualTo(new Count(true, 1, Duration.ofSeconds(43)));
        assertThat(window.count("caller", "me", 2, NOW)).isEqualTo(new Count(true, 0, Duration.ofSeconds(43)));
        assertThat(window.count("caller", "me", 2, NOW)).isEqualTo(new Count(false, 0, Duration.ofSeconds(43)));
    }

    @Test
    void theNextMinuteBeginsWithNothingCounted() {
        window.count("caller", "me", 1, NOW);

        assertThat(window.count("caller", "me", 1, NOW.plusSeconds(43)).admitted())
                .isTrue();
    }

    @Test
    void countsEachSubjectAndKindByItself() {
        window.count("caller", "me", 1, NOW);

        assertThat(window.count("caller", "you", 1, NOW).admitted()).isTrue();
        assertThat(window.count("organisation", "me", 1, NOW).admitted()).isTrue();
    }

    @Test
    void ofRequestsAtOnceNoneIsAdmittedTooMany() throws Exception {
        Callable<Boolean> request = () -> window.count("caller", "me", 7, NOW).admitted();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var admitted = threads.invokeAll(Collections.nCopies(40, request)).stream()
                    .filter(done -> done.resultNow())
                    .count();

            assertThat(admitted).isEqualTo(7);
        }
    }
}
