package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What many tenants at once need, the system gives back within a minute. */
@Tag("long")
class BurstIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration REST = Duration.ofMinutes(1);
    private static final double SPEED = 20;
    private static final int WARM_UP = 20;
    private static final int TENANTS = 60;
    private static final int MOST_THREADS = 20;
    private static final long MOST_BYTES = 100 * 1024 * 1024;

    /** Threads that were there before: of tests that ended in this process, whose threads end while this one counts. */
    private final Set<Thread> others = Thread.getAllStackTraces().keySet();

    private RunningSystem system;

    @BeforeEach
    void start() throws Exception {
        system = RunningSystem.start(RunningSystem.inMemory(SPEED), PATIENCE).insisting();
    }

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void givesBackTheThreadsAndTheMemoryOfABurst() throws Exception {
        provision("warm-up", WARM_UP);
        var before = threads();

        assertThat(provision("first", TENANTS)).as("the threads of a burst").isGreaterThan(before + MOST_THREADS);
        awaitThreads(before);
        var afterFirst = liveBytes();

        provision("second", TENANTS);
        awaitThreads(before);
        assertThat(liveBytes()).isLessThanOrEqualTo(afterFirst + MOST_BYTES);
    }

    /** Provisions tenants at once; the most threads that there were when one of them was complete. */
    private int provision(String name, int tenants) throws Exception {
        var jobs = IntStream.range(0, tenants)
                .<Callable<String>>mapToObj(tenant -> () -> system.trigger(name + "-" + tenant, "{}"))
                .toList();
        var most = 0;
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var job : clients.invokeAll(jobs)) {
                assertThat(RunningSystem.status(system.ended(job.get()))).isEqualTo("COMPLETE");
                most = Math.max(most, threads());
            }
        }
        return most;
    }

    private void awaitThreads(int before) {
        await().atMost(REST).untilAsserted(() -> assertThat(threads()).isLessThanOrEqualTo(before + MOST_THREADS));
    }

    private int threads() {
        var threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeAll(others);
        return threads.size();
    }

    private static long liveBytes() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
