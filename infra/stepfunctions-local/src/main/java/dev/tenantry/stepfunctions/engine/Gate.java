package dev.tenantry.stepfunctions.engine;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Lets work in until it is closed. Closing waits for what is inside, so that nothing is cut off halfway. */
final class Gate {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /** Lets the calling thread in, unless the gate is closed; who got in leaves again. */
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
