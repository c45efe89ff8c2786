package dev.tenantry.core;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs several calls concurrently, each on a virtual thread. The threads are created for each use, because a snapshot
 * of a function must not hold any.
 */
public final class Concurrently {
    private Concurrently() {}

    /**
     * The results, in the order of the calls, when all calls have ended.
     *
     * @throws RuntimeException the failure of the first call that failed
     */
    public static <T> List<T> all(List<Callable<T>> calls) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(calls).stream().map(Concurrently::result).toList();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while concurrent calls were made", stopped);
        }
    }

    private static <T> T result(Future<T> call) {
        try {
            return call.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("All calls had ended", impossible);
        }
    }
}
