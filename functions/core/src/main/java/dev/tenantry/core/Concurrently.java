package dev.tenantry.core;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Supplier;

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

    /**
     * The same, with so many calls at most at a time.
     *
     * @throws RuntimeException the failure of the first call that failed
     */
    public static <T> List<T> all(List<Callable<T>> calls, int atMost) {
        var turns = new Semaphore(atMost);
        return all(calls.stream()
                .map(call -> (Callable<T>) () -> {
                    turns.acquire();
                    try {
                        return call.call();
                    } finally {
                        turns.release();
                    }
                })
                .toList());
    }

    /**
     * What is made of the results of two calls, when both have ended. The first runs on the caller's own thread.
     *
     * @throws RuntimeException the failure of the first call, or else of the second
     */
    public static <A, B, R> R both(Supplier<A> first, Supplier<B> second, BiFunction<A, B, R> combination) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var other = threads.submit(second::get);
            var one = first.get();
            return combination.apply(one, result(other));
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
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a concurrent call was made", stopped);
        }
    }
}
