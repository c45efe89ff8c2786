package dev.tenantry.local.streams;

import dev.tenantry.local.dynamodb.DynamoDbException;
import dev.tenantry.local.dynamodb.Streams;
import dev.tenantry.local.dynamodb.Streams.Position;
import dev.tenantry.local.dynamodb.Streams.Shard;
import dev.tenantry.local.invocation.FunctionInvoker;
import dev.tenantry.local.invocation.QueueSender;
import dev.tenantry.local.template.EventSource.StreamMapping;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event source mapping of a DynamoDB stream: follows its shards, a child only after its parent has been read to the
 * end, so that the records of an item stay in order.
 */
public final class EventSourceMapping implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(EventSourceMapping.class);

    /** A shard of DynamoDB closes after four hours. */
    private static final Duration SHARD_DISCOVERY = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final int BUFFERED_PAGES = 10;

    /** More than a poll or the writing of a checkpoint takes. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final StreamMapping mapping;
    private final String function;
    private final String streamArn;
    private final Streams streams;
    private final FunctionInvoker lambda;
    private final QueueSender queues;
    private final Checkpoints checkpoints;
    private Consumer<Duration> ages = _ -> {};
    private final Set<String> initial = new HashSet<>();
    private final Set<String> started = new HashSet<>();
    private final Set<String> finished = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Makes a mapping; it reads nothing before {@link #start}.
     *
     * @param mapping what is declared
     * @param function the ARN to invoke
     * @param streamArn the stream's ARN in DynamoDB Local
     * @param streams reads the stream
     * @param lambda invokes the function
     * @param queues takes what is given up
     * @param checkpoints the file that keeps how far the mapping has come; empty to forget it with the process
     */
    public EventSourceMapping(
            StreamMapping mapping,
            String function,
            String streamArn,
            Streams streams,
            FunctionInvoker lambda,
            QueueSender queues,
            Optional<Path> checkpoints) {
        this.mapping = mapping;
        this.function = function;
        this.streamArn = streamArn;
        this.streams = streams;
        this.lambda = lambda;
        this.queues = queues;
        this.checkpoints = new Checkpoints(checkpoints);
    }

    /** Lets an observer know the age of each batch that is delivered. Returns the mapping itself. */
    public EventSourceMapping reportingAges(Consumer<Duration> observer) {
        ages = observer;
        return this;
    }

    /**
     * Starts polling. What is written to the table after this call has come back is delivered, also with the starting
     * position LATEST.
     *
     * @throws IOException if DynamoDB does not answer
     * @throws InterruptedException if the thread is interrupted
     */
    public void start() throws IOException, InterruptedException {
        var shards = streams.shards(streamArn);
        shards.forEach(shard -> initial.add(shard.id()));
        startReady(shards);
        run(this::follow);
    }

    /** Stops polling, and waits until nobody writes a checkpoint any more; a batch under way is not retried. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                LOGGER.warn("The mapping {} has not stopped in {}", mapping.name(), LAST_WORDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Task task) {
        threads.execute(() -> {
            try {
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException | ExecutionException | RuntimeException e) {
                if (!threads.isShutdown()) {
                    LOGGER.error("The mapping {} has stopped", mapping.name(), e);
                }
            }
        });
    }

    private void follow() throws InterruptedException {
        while (true) {
            Thread.sleep(SHARD_DISCOVERY);
            try {
                startReady(streams.shards(streamArn));
            } catch (IOException | DynamoDbException e) {
                LOGGER.warn("The shards of {} could not be listed, trying again: {}", streamArn, e.toString());
            }
        }
    }

    /** Starts the shards that are new and whose parents are done with. */
    private void startReady(List<Shard> shards) throws IOException, InterruptedException {
        var ids = shards.stream().map(Shard::id).collect(Collectors.toSet());
        for (var shard : shards) {
            var parent = shard.parentId().filter(ids::contains);
            if (!started.contains(shard.id()) && parent.map(finished::contains).orElse(true)) {
                var reader = new ShardReader(mapping, streams, streamArn, shard.id(), startOf(shard));
                started.add(shard.id());
                start(shard.id(), reader);
            }
        }
    }

    /** A shard that has split off meanwhile is read from its beginning, whatever the starting position. */
    private Position startOf(Shard shard) {
        return checkpoints
                .of(shard.id())
                .map(Position::after)
                .orElse(Position.of(initial.contains(shard.id()) ? mapping.startingPosition() : "TRIM_HORIZON"));
    }

    private void start(String shardId, ShardReader reader) {
        var pages = new ArrayBlockingQueue<List<StreamRecord>>(BUFFERED_PAGES);
        var reading = threads.submit(() -> {
            reader.read(pages);
            return shardId;
        });
        run(() -> {
            var collector = new BatchCollector(pages, mapping.batchSize(), mapping.batchingWindow());
            var delivery = new BatchDelivery(mapping, function, shardId, lambda, queues, ages);
            while (!reading.isDone() || !pages.isEmpty() || collector.hasWaiting()) {
                var batch = collector.next(PATIENCE);
                if (!batch.isEmpty()) {
                    delivery.deliver(batch);
                    checkpoints.advance(shardId, batch.getLast().sequenceNumber());
                }
            }
            finished.add(reading.get());
        });
    }

    @FunctionalInterface
    private interface Task {
        void run() throws IOException, InterruptedException, ExecutionException;
    }
}
