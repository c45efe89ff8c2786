package dev.tenantry.stepfunctions;

import dev.tenantry.stepfunctions.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks two servers for their state machines at a fixed pace. An answer that takes longer than the pace counts as often
 * as there would have been questions meanwhile, each with the time that it would have waited. The second server has
 * nothing else to do, so that it shows how late the machine itself is.
 */
final class Pacer implements AutoCloseable {
    private static final long NANOS_BETWEEN = Duration.ofMillis(20).toNanos();

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Future<List<Duration>> loaded;
    private final Future<List<Duration>> idle;
    private volatile boolean stopped;

    Pacer(HttpApi loaded, HttpApi idle) {
        this.loaded = threads.submit(() -> ask(loaded));
        this.idle = threads.submit(() -> ask(idle));
    }

    private List<Duration> ask(HttpApi api) {
        List<Duration> found = new ArrayList<>();
        do {
            long from = System.nanoTime();
            api.call("ListStateMachines", Json.NODES.objectNode());
            long took = System.nanoTime() - from;
            for (long waited = took; waited > 0; waited -= NANOS_BETWEEN) {
                found.add(Duration.ofNanos(waited));
            }
            LockSupport.parkNanos(NANOS_BETWEEN - took);
        } while (!stopped);
        return found;
    }

    /** Stops asking, and answers with how long the answers took, the quickest first. */
    Answers answers() throws InterruptedException, ExecutionException {
        stopped = true;
        return new Answers(
                loaded.get().stream().sorted().toList(),
                idle.get().stream().sorted().toList());
    }

    @Override
    public void close() {
        stopped = true;
        threads.close();
    }
}
