package dev.tenantry.twilio.simulator.timing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A thread that does work when it is due. */
public final class WorkSchedule implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WorkSchedule.class.getName());
    private static final Duration PAUSE_AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final Supplier<Optional<Instant>> work;
    private final InstantSource clock;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread;

    /**
     * A schedule whose thread is not started yet.
     *
     * @param name the thread's
     * @param work does what is due, and says when it is to be called again; empty: when there is news
     * @param clock what the times are of
     */
    public WorkSchedule(String name, Supplier<Optional<Instant>> work, InstantSource clock) {
        this.work = work;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** Says that there may be more to do than there was. */
    public void wake() {
        news.release();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                await(doWhatIsDue());
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            // Closed.
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Instant> doWhatIsDue() {
        try {
            return work.get();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, thread.getName() + " failed, and tries again later", e);
            return Optional.of(clock.instant().plus(PAUSE_AFTER_A_FAILURE));
        }
    }

    private void await(Optional<Instant> next) throws InterruptedException {
        if (next.isEmpty()) {
            news.acquire();
            return;
        }
        var wait = Duration.between(clock.instant(), next.get()).plusMillis(1);
        // Whether there was news or not: the work is looked at again.
        var _ = news.tryAcquire(Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
    }

    /** Ends the thread, and waits until it has ended. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            if (thread.isAlive()) {
                thread.join();
            }
        } catch (InterruptedException e) {
            // Not waited for, then.
            Thread.currentThread().interrupt();
        }
    }
}
