package dev.tenantry.local.streams;

import dev.tenantry.local.dynamodb.DynamoDbException;
import dev.tenantry.local.dynamodb.Streams;
import dev.tenantry.local.dynamodb.Streams.Position;
import dev.tenantry.local.template.EventSource.StreamMapping;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one shard to its end, and passes on the records that match the mapping's filters. */
final class ShardReader {

    private static final Logger LOGGER = LoggerFactory.getLogger(ShardReader.class);

    /** Between two reads: the writes of so long come as one page. */
    private static final Duration PACE = Duration.ofMillis(2);

    /** What no write announces is seen so late: items that expired, and the end of a shard. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private static final Duration WAIT_AFTER_ERROR = Duration.ofMillis(500);
    private static final Position BEGINNING = Position.of("TRIM_HORIZON");

    private final StreamMapping mapping;
    private final Streams streams;
    private final String streamArn;
    private final String shardId;
    private Position position;
    private String iterator;

    /**
     * Opens a shard.
     *
     * @param streamArn the stream's ARN in DynamoDB Local
     * @param start where to start
     */
    ShardReader(StreamMapping mapping, Streams streams, String streamArn, String shardId, Position start)
            throws IOException, InterruptedException {
        this.mapping = mapping;
        this.streams = streams;
        this.streamArn = streamArn;
        this.shardId = shardId;
        this.position = start;
        open();
    }

    /**
     * Reads until the shard ends, or the thread is interrupted.
     *
     * @param target takes the records, page by page; reading waits while it is full
     */
    void read(BlockingQueue<List<StreamRecord>> target) throws InterruptedException {
        while (true) {
            var commits = streams.commits().count();
            try {
                var page = streams.read(shardId, position, iterator);
                commits = page.commits();
                var records = records(page);
                if (!records.isEmpty()) {
                    handOn(records, target);
                    position = Position.after(records.getLast().sequenceNumber());
                }
                if (page.nextIterator().isEmpty()) {
                    return;
                }
                iterator = page.nextIterator().get();
            } catch (IOException | DynamoDbException e) {
                LOGGER.warn("Reading {} of {} failed, trying again: {}", shardId, streamArn, e.toString());
                Thread.sleep(WAIT_AFTER_ERROR);
                reopen();
            }
            Thread.sleep(PACE);
            streams.commits().awaitMoreThan(commits, LONGEST_WAIT);
        }
    }

    private void open() throws IOException, InterruptedException {
        try {
            iterator = streams.iterator(streamArn, shardId, position);
        } catch (DynamoDbException e) {
            if (!e.type().equals("TrimmedDataAccessException")) {
                throw e;
            }
            // The record of the position is older than the 24 hours that a stream keeps.
            iterator = streams.iterator(streamArn, shardId, BEGINNING);
        }
    }

    /**
     * An iterator lives 15 minutes, so after a failure a new one is asked for; without an answer the old one is tried
     * again.
     */
    private void reopen() throws InterruptedException {
        try {
            open();
        } catch (IOException | DynamoDbException e) {
            LOGGER.debug("No new iterator", e);
        }
    }

    private void handOn(List<StreamRecord> records, BlockingQueue<List<StreamRecord>> target)
            throws InterruptedException {
        var wanted = records.stream().filter(this::passes).toList();
        if (!wanted.isEmpty()) {
            target.put(wanted);
        }
    }

    private List<StreamRecord> records(Streams.Page page) {
        var now = Instant.now();
        return page.records().stream()
                .map(record -> StreamRecord.of(record, mapping.streamArn(), now))
                .toList();
    }

    private boolean passes(StreamRecord record) {
        return mapping.filters().isEmpty()
                || mapping.filters().stream().anyMatch(filter -> filter.matches(record.json()));
    }
}
