package dev.tenantry.local.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Collects records until a batch is full or its window is over. */
final class BatchCollector {

    /** Lambda's limit for an event is 6 MB; the JSON of a record is larger than its size in the stream. */
    private static final long MOST_BYTES = 2_000_000;

    private final BlockingQueue<List<StreamRecord>> pages;
    private final int batchSize;
    private final Duration window;
    private final Deque<StreamRecord> waiting = new ArrayDeque<>();

    BatchCollector(BlockingQueue<List<StreamRecord>> pages, int batchSize, Duration window) {
        this.pages = pages;
        this.batchSize = batchSize;
        this.window = window;
    }

    /** Whether records are left over from the pages taken so far. */
    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /**
     * Waits for the next batch.
     *
     * @param patience how long to wait for its first record
     * @return the batch; empty if there was no record in time
     */
    List<StreamRecord> next(Duration patience) throws InterruptedException {
        if (waiting.isEmpty()) {
            take(patience.toNanos());
        }
        var end = System.nanoTime() + window.toNanos();
        var batch = new ArrayList<StreamRecord>();
        var bytes = 0L;
        while (batch.size() < batchSize && bytes < MOST_BYTES) {
            if (waiting.isEmpty() && (batch.isEmpty() || !take(end - System.nanoTime()))) {
                return batch;
            }
            var record = waiting.remove();
            batch.add(record);
            bytes += record.bytes();
        }
        return batch;
    }

    private boolean take(long nanos) throws InterruptedException {
        var page = pages.poll(nanos, TimeUnit.NANOSECONDS);
        return page != null && waiting.addAll(page);
    }
}
