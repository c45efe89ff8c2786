package dev.tenantry.stepfunctions.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** Lets writers that wait at the same time share one commit. */
final class GroupCommit {
    private final Runnable commit;
    private final AtomicLong written = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private long committed;

    GroupCommit(Runnable commit) {
        this.commit = commit;
    }

    /** Commits what the calling thread has written before. */
    void commit() {
        long own = written.incrementAndGet();
        lock.lock();
        try {
            if (committed < own) {
                long all = written.get();
                commit.run();
                committed = all;
            }
        } finally {
            lock.unlock();
        }
    }
}
