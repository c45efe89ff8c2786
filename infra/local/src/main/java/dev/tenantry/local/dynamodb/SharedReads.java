package dev.tenantry.local.dynamodb;

import dev.tenantry.local.dynamodb.Streams.Page;
import dev.tenantry.local.dynamodb.Streams.Position;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last reads of one shard, which its readers share: each reader has its own position, but after a write they ask
 * for the same page one after the other, and reading and parsing it is most of their work.
 */
final class SharedReads {
    /** Enough for readers that keep up; one that is further behind reads for itself. */
    private static final int KEPT = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Read> last = new ArrayDeque<>();

    private record Read(Position position, Page page) {}

    /** A request for the page at a position. */
    interface Request {
        Page send() throws IOException, InterruptedException;
    }

    /**
     * The page at a position: one that was read already, if it has records, or if nothing has been written since.
     *
     * @param commits how many writes there have been by now
     * @param request reads the page
     */
    Page read(Position position, long commits, Request request) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            for (var read : last) {
                if (read.position().equals(position) && read.page().isUsable(commits)) {
                    return read.page();
                }
            }
            var page = request.send();
            last.removeIf(read -> read.position().equals(position));
            last.addLast(new Read(position, page));
            if (last.size() > KEPT) {
                last.removeFirst();
            }
            return page;
        } finally {
            lock.unlock();
        }
    }
}
