package dev.tenantry.live;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.tenantry.core.Environment;
import dev.tenantry.core.log.FunctionLog;
import dev.tenantry.core.metrics.MetricLines;
import dev.tenantry.core.storage.Table;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;

/**
 * Broadcasts the changes of jobs, and the new notices, that the table's stream brings.
 *
 * <p>Reports the first record whose subscribers could not be read; Lambda then tries it and all after it again. What a
 * client cannot take is never a failure of the batch: it would hold up every other client.
 */
public final class BroadcastHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    /** Longer than the posts that are under way at the deadline, and what follows them, can take. */
    private static final Duration RESERVE = Duration.ofSeconds(10);

    private final Broadcaster broadcaster;
    private final MetricLines.Source metrics;
    private final InstantSource clock;

    /** In Lambda. */
    public BroadcastHandler() {
        var environment = Environment.current();
        var system = InstantSource.system();
        var connections = new Connections(Table.of(environment), system);
        this(
                new Broadcaster(connections, ConnectionPoster.of(environment), system),
                MetricLines.Source.of(environment, system),
                system);
    }

    BroadcastHandler(Broadcaster broadcaster, MetricLines.Source metrics, InstantSource clock) {
        this.broadcaster = broadcaster;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        var log = new BroadcastLog(FunctionLog.of(context));
        var changes =
                event.getRecords().stream().flatMap(record -> read(record, log)).toList();
        changes.stream().filter(change -> change.frame().isTooLargeForEvent()).forEach(log::tooLarge);
        var deadline = clock.instant()
                .plus(Duration.ofMillis(context.getRemainingTimeInMillis()))
                .minus(RESERVE);
        var broadcast = broadcaster.broadcast(changes, deadline);
        log.batch(changes.size(), broadcast);
        var lines = metrics.begin();
        ChangeMetrics.add(changes, broadcast, lines);
        lines.lines().forEach(context.getLogger()::log);
        return new StreamsEventResponse(broadcast.unread().stream()
                .map(unread -> new BatchItemFailure(unread.change().sequenceNumber()))
                .toList());
    }

    /** A record that cannot be read now can never be, and trying again would only hold up the others. */
    private static Stream<Change> read(DynamodbStreamRecord record, BroadcastLog log) {
        try {
            return Stream.of(Change.of(record));
        } catch (IllegalArgumentException malformed) {
            log.malformed(record, malformed);
            return Stream.empty();
        }
    }
}
