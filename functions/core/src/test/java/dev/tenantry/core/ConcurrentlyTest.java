package dev.tenantry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ConcurrentlyTest {
    private final CountDownLatch bothRun = new CountDownLatch(2);

    /** Each waits for the other to have begun, so that neither would end if they ran one after the other. */
    @Test
    void bothCallsRunAtTheSameTime() {
        var text = Concurrently.both(() -> meet("one"), () -> meet("two"), String::concat);

        assertThat(text).isEqualTo("onetwo");
    }

    @Test
    void failsAsTheFirstCallDoesWhenTheSecondHasEnded() {
        var ended = new AtomicBoolean();

        assertThatIllegalStateException()
                .isThrownBy(() -> Concurrently.both(() -> fail("one"), () -> end(ended), (_, _) -> "both"))
                .withMessage("one");
        assertThat(ended).isTrue();
    }

    @Test
    void failsAsTheSecondCallDoes() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Concurrently.both(() -> "one", () -> fail("two"), (_, _) -> "both"))
                .withMessage("two");
    }

    private String meet(String result) {
        bothRun.countDown();
        try {
            assertThat(bothRun.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
        return result;
    }

    private static String end(AtomicBoolean ended) {
        ended.set(true);
        return "ended";
    }

    private static String fail(String message) {
        throw new IllegalStateException(message);
    }
}
