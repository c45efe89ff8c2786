package dev.tenantry.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CommitNotifierTest {
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final CommitNotifier commits = new CommitNotifier();

    @Test
    void doesNotWaitForAWriteThatCameBeforeTheWait() throws InterruptedException {
        var seen = commits.count();
        commits.committed();

        commits.awaitMoreThan(seen, FOR_EVER);

        assertThat(commits.count()).isEqualTo(seen + 1);
    }

    @Test
    void wakesWhoeverWaits() {
        var seen = commits.count();
        var waiting = CompletableFuture.runAsync(() -> await(seen), Thread::startVirtualThread);

        commits.committed();

        assertThat(waiting.join()).isNull();
    }

    @Test
    void losesPatience() throws InterruptedException {
        commits.awaitMoreThan(commits.count(), Duration.ofMillis(1));

        assertThat(commits.count()).isZero();
    }

    private void await(long seen) {
        try {
            commits.awaitMoreThan(seen, FOR_EVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
