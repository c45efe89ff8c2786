package dev.tenantry.stepfunctions.engine;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Counter of the work that is in flight. Once closed it admits none any more, and closing waits for what was admitted,
 * so that nothing is cut off halfway.
 */
final class InFlightLatch {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /**
     * Admits work of the calling thread, unless the latch is closed.
     *
     * @return whether it was admitted; {@link #leave} has to follow then
     */
    boolean enter() {
        lock.readLock().lock();
        if (closed) {
            lock.readLock().unlock();
            return false;
        }
        return true;
    }

    void leave() {
        lock.readLock().unlock();
    }

    void close() {
        lock.writeLock().lock();
        try {
            closed = true;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
