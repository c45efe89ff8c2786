package dev.tenantry.live;

import dev.tenantry.live.BroadcastResult.ConnectionDelivery;
import dev.tenantry.live.BroadcastResult.UnreadableChange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells subscribers of changes: each connection in the changes' order, the connections side by side.
 *
 * <p>A connection's turn in a batch ends at the first frame that it does not take, and is short anyway: what a client
 * misses it can ask for, but nobody gives the others back the time that they wait for it.
 */
final class Broadcaster {
    /** How many connections are told, or topics read, at once. */
    private static final int AT_ONCE = 64;

    private static final Duration DELIVERY_TIME = Duration.ofSeconds(2);

    private final Connections connections;
    private final ConnectionPoster poster;
    private final InstantSource clock;

    Broadcaster(Connections connections, ConnectionPoster poster, InstantSource clock) {
        this.connections = connections;
        this.poster = poster;
        this.clock = clock;
    }

    /**
     * Tells the subscribers of changes.
     *
     * @param changes in the stream's order
     * @param deadline after which no post is begun
     */
    BroadcastResult broadcast(List<Change> changes, Instant deadline) {
        try (var pool = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofVirtual().name("delivery-", 0).factory())) {
            var subscribers = subscribers(changes, pool);
            var queues = new LinkedHashMap<Subscriber, List<Change>>();
            Optional<UnreadableChange> unread = Optional.empty();
            for (var change : changes) {
                try {
                    join(subscribers.get(change.topics()))
                            .forEach(one -> queues.computeIfAbsent(one, _ -> new ArrayList<>())
                                    .add(change));
                } catch (SdkException failure) {
                    unread = Optional.of(
                            new UnreadableChange(change, failure.getClass().getSimpleName()));
                    break;
                }
            }
            return new BroadcastResult(serveAll(queues, deadline, pool), unread);
        }
    }

    /**
     * Reads the subscribers of all changes side by side, those of each by one request; most batches have one change.
     */
    private Map<List<Topic>, Future<Set<Subscriber>>> subscribers(List<Change> changes, ExecutorService pool) {
        return changes.stream()
                .map(Change::topics)
                .distinct()
                .collect(Collectors.toMap(
                        topics -> topics, topics -> pool.submit(() -> connections.subscribers(topics))));
    }

    private List<ConnectionDelivery> serveAll(
            Map<Subscriber, List<Change>> queues, Instant deadline, ExecutorService pool) {
        var deliveries = queues.entrySet().stream()
                .map(queue -> pool.submit(() -> serve(queue.getKey(), queue.getValue(), deadline)))
                .toList();
        return deliveries.stream().map(Broadcaster::join).toList();
    }

    private ConnectionDelivery serve(Subscriber subscriber, List<Change> changes, Instant deadline) {
        var connectionId = subscriber.connectionId();
        var end = earlier(clock.instant().plus(DELIVERY_TIME), deadline);
        var delivered = 0;
        for (var change : changes) {
            var delivery = deliver(subscriber, change, end);
            switch (delivery) {
                case Delivery.Delivered _ -> delivered++;
                case Delivery.Gone _, Delivery.Expired _ -> {
                    return new ConnectionDelivery(connectionId, delivered, delivery, remove(connectionId, changes));
                }
                case Delivery.Skipped skipped -> {
                    return new ConnectionDelivery(connectionId, delivered, skipped, Optional.empty());
                }
            }
        }
        return new ConnectionDelivery(connectionId, delivered, new Delivery.Delivered(), Optional.empty());
    }

    private Delivery deliver(Subscriber subscriber, Change change, Instant end) {
        var now = clock.instant();
        if (!now.isBefore(end)) {
            return new Delivery.Skipped("out of time");
        }
        return subscriber.isExpired(now)
                ? poster.expire(subscriber.connectionId())
                : poster.post(subscriber.connectionId(), change.frame());
    }

    /**
     * Removes a connection, and its rows in the topics that it was found by: one that was stored while another removal
     * was under way is known by no row of the connection.
     *
     * @return why rows are left over, if they are; the next broadcast comes by them again
     */
    private Optional<String> remove(String connectionId, List<Change> changes) {
        try {
            connections.remove(connectionId);
            changes.stream()
                    .flatMap(change -> change.topics().stream())
                    .distinct()
                    .forEach(topic -> connections.unsubscribe(connectionId, topic));
            return Optional.empty();
        } catch (SdkException failure) {
            return Optional.of(failure.getClass().getSimpleName());
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** @throws SdkException when that is why the work failed */
    private static <T> T join(Future<T> work) {
        try {
            return work.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof SdkException unread) {
                throw unread;
            }
            throw new IllegalStateException("A broadcast failed for no reason of its clients'", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while broadcasting", interrupted);
        }
    }
}
