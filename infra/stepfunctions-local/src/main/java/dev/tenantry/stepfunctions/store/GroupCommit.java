package dev.tenantry.stepfunctions.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Lets writers that wait at the same time share one commit.
 *
 * @param <C> a change; it may be made more than once
 */
final class GroupCommit<C> {
    private final Consumer<List<C>> commit;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<C> waiting = new ArrayList<>();
    private long added;
    private long committed;

    /** @param commit makes changes in their order and commits them; when it throws, it is asked for them again */
    GroupCommit(Consumer<List<C>> commit) {
        this.commit = commit;
    }

    /** Commits a change, and with it those of all who wait. */
    void commit(C change) {
        long own;
        synchronized (waiting) {
            waiting.add(change);
            own = ++added;
        }
        lock.lock();
        try {
            if (committed < own) {
                commitAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void commitAll() {
        List<C> all;
        synchronized (waiting) {
            all = List.copyOf(waiting);
        }
        commit.accept(all);
        synchronized (waiting) {
            waiting.subList(0, all.size()).clear();
        }
        committed += all.size();
    }
}
