package dev.tenantry.steps;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks several questions at once. */
final class SideBySide {
    private SideBySide() {}

    /**
     * The answers, in the order of the questions, when all are in.
     *
     * @throws RuntimeException what the first question threw that failed
     */
    static <T> List<T> all(List<Callable<T>> questions) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(questions).stream().map(SideBySide::answer).toList();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Twilio was asked", stopped);
        }
    }

    private static <T> T answer(Future<T> question) {
        try {
            return question.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("All questions were answered", impossible);
        }
    }
}
