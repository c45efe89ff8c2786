package dev.tenantry.local.dynamodb;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells the readers of streams that DynamoDB has taken a write, so that they need not poll: whoever looks every few
 * milliseconds is busy for nothing, and whoever looks more seldom is late.
 */
public final class Commits {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long count;

    /** A write has been committed, or may have been. */
    public void happened() {
        lock.lock();
        try {
            count++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many writes there have been. Who asks before reading a stream misses none while it reads. */
    public long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there have been more writes.
     *
     * @param seen how many there had been
     * @param patience how long to wait at most
     * @throws InterruptedException if the thread is interrupted
     */
    public void awaitMoreThan(long seen, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            var left = patience.toNanos();
            while (count <= seen && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
