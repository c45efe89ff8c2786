package dev.tenantry.cli.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a signal such as Ctrl-C end the thread that makes this, instead of the process under it: the thread is
 * interrupted, and the process waits until it has closed this.
 */
public final class StopOnSignal implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread hook;

    /** Lets a signal end the thread that calls this. */
    public StopOnSignal() {
        var worker = Thread.currentThread();
        hook = new Thread(() -> stop(worker), "stop-on-signal");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is at work, and has just been released.
            return;
        }
    }

    private void stop(Thread worker) {
        worker.interrupt();
        try {
            if (!stopped.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The local system did not stop within " + PATIENCE_SECONDS + " s; ending it.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
