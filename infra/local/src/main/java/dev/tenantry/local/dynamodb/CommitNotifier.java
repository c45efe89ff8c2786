package dev.tenantry.local.dynamodb;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes the readers of streams when DynamoDB has committed a write. Polling instead would keep them busy for nothing,
 * or make them late.
 */
public final class CommitNotifier {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long count;

    /** Reports that a write has been committed, or may have been. */
    public void committed() {
        lock.lock();
        try {
            count++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The number of writes so far. A reader that asks before it reads a stream misses no write meanwhile. */
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
