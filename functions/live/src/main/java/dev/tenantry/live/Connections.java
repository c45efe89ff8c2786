package dev.tenantry.live;

import dev.tenantry.core.access.Caller;
import dev.tenantry.core.access.CallerAttribute;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.storage.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Connections and their subscriptions, in the table; the package's documentation has the keys.
 *
 * <p>No write spans two items. A subscription's row in the connection's own partition is written before the topic's,
 * and deleted after it, so that a removal finds every row, even when an earlier one died half-way.
 */
final class Connections {
    /** API Gateway closes every connection after 2 hours; the rest is for what is under way then. */
    private static final Duration LIFETIME = Duration.ofMinutes(130);

    private static final int PAGE_SIZE = 500;
    private static final String CONNECTION = "CONNECTION";
    private static final String CONNECTION_PREFIX = "CONNECTION#";
    private static final String CALLER = "caller";
    private static final String TOKEN_EXPIRES_AT = "tokenExpiresAt";

    private final Table table;
    private final InstantSource clock;
    private final int pageSize;

    Connections(Table table, InstantSource clock) {
        this(table, clock, PAGE_SIZE);
    }

    /** @param pageSize how many rows one query reads */
    Connections(Table table, InstantSource clock, int pageSize) {
        this.table = table;
        this.clock = clock;
        this.pageSize = pageSize;
    }

    /** Stores a connection that was just opened. */
    void open(String id, Caller caller) {
        var now = clock.instant();
        put(
                connectionKey(id),
                Map.of(
                        CALLER,
                        CallerAttribute.write(caller),
                        "connectedAt",
                        AttributeValue.fromS(Json.time(now)),
                        "expiresAt",
                        seconds(now.plus(LIFETIME))));
    }

    /** The connection of this id, unless it is closed or expired. The read is consistent. */
    Optional<Connection> find(String id) {
        var answer = table.client()
                .getItem(get ->
                        get.tableName(table.name()).key(connectionKey(id)).consistentRead(true));
        return answer.hasItem()
                ? Optional.of(connection(id, answer.item()))
                        .filter(found -> found.expiresAt().isAfter(clock.instant()))
                : Optional.empty();
    }

    /** Subscribes a connection to a topic; again is no different from once. */
    void subscribe(Connection connection, Topic topic) {
        var expiry = Map.of("expiresAt", seconds(connection.expiresAt()));
        put(reverseKey(connection.id(), topic.key()), expiry);
        // The broadcaster reads topics only, so they say how long the subscriber may be told.
        var row = new HashMap<>(expiry);
        connection
                .caller()
                .expiresAt()
                .ifPresent(time -> row.put(TOKEN_EXPIRES_AT, AttributeValue.fromS(Json.time(time))));
        put(topicKey(topic.key(), connection.id()), row);
    }

    /** Ends a subscription, if there is one. */
    void unsubscribe(String id, Topic topic) {
        delete(topicKey(topic.key(), id));
        delete(reverseKey(id, topic.key()));
    }

    /** The ids of the connections that subscribe to a topic; see {@link #subscribers(List)}. */
    Set<String> subscribers(Topic topic) {
        return subscribers(List.of(topic)).stream()
                .map(Subscriber::connectionId)
                .collect(Collectors.toSet());
    }

    /**
     * The connections that subscribe to one of these topics. A statement reads several partitions by one request, which
     * a query cannot; DynamoDB takes fifty. The reads are consistent: a connection that subscribed before a change was
     * stored is among them.
     */
    Set<Subscriber> subscribers(List<Topic> topics) {
        var partitions = Collections.nCopies(topics.size(), "?").stream().collect(Collectors.joining(",", "[", "]"));
        var parameters = Stream.concat(
                        topics.stream().map(topic -> AttributeValue.fromS(topic.key())),
                        Stream.of(seconds(clock.instant())))
                .toList();
        var subscribers = new LinkedHashSet<Subscriber>();
        Optional<String> next = Optional.empty();
        do {
            var page = next.orElse(null);
            var answer = table.client().executeStatement(statement -> statement
                    .statement("SELECT SK, tokenExpiresAt FROM \"" + table.name() + "\" WHERE PK IN " + partitions
                            + " AND expiresAt > ?")
                    .parameters(parameters)
                    .consistentRead(true)
                    .limit(pageSize)
                    .nextToken(page));
            answer.items().forEach(item -> subscribers.add(subscriber(item)));
            next = Optional.ofNullable(answer.nextToken());
        } while (next.isPresent());
        return subscribers;
    }

    /**
     * Removes a connection and all its subscriptions. Its own row goes first, so that it cannot subscribe meanwhile.
     */
    void remove(String id) {
        table
                .client()
                .queryPaginator(query -> query.tableName(table.name())
                        .consistentRead(true)
                        .limit(pageSize)
                        .keyConditionExpression("PK = :connection")
                        .expressionAttributeValues(Map.of(":connection", AttributeValue.fromS(CONNECTION_PREFIX + id))))
                .items()
                .stream()
                .map(item -> item.get("SK").s())
                .forEach(sortKey -> {
                    if (!sortKey.equals(CONNECTION)) {
                        delete(topicKey(sortKey, id));
                    }
                    delete(reverseKey(id, sortKey));
                });
    }

    private void put(Map<String, AttributeValue> key, Map<String, AttributeValue> attributes) {
        var item = new HashMap<>(attributes);
        item.putAll(key);
        table.client().putItem(put -> put.tableName(table.name()).item(item));
    }

    private void delete(Map<String, AttributeValue> key) {
        table.client().deleteItem(delete -> delete.tableName(table.name()).key(key));
    }

    private static Connection connection(String id, Map<String, AttributeValue> item) {
        return new Connection(
                id,
                Optional.ofNullable(item.get(CALLER)).map(CallerAttribute::read).orElse(Caller.NOBODY),
                Instant.parse(item.get("connectedAt").s()),
                Instant.ofEpochSecond(Long.parseLong(item.get("expiresAt").n())));
    }

    private static Subscriber subscriber(Map<String, AttributeValue> row) {
        return new Subscriber(
                row.get("SK").s().substring(CONNECTION_PREFIX.length()),
                Optional.ofNullable(row.get(TOKEN_EXPIRES_AT)).map(time -> Instant.parse(time.s())));
    }

    private static Map<String, AttributeValue> connectionKey(String id) {
        return Table.key(CONNECTION_PREFIX + id, CONNECTION);
    }

    private static Map<String, AttributeValue> reverseKey(String id, String sortKey) {
        return Table.key(CONNECTION_PREFIX + id, sortKey);
    }

    private static Map<String, AttributeValue> topicKey(String topic, String id) {
        return Table.key(topic, CONNECTION_PREFIX + id);
    }

    private static AttributeValue seconds(Instant time) {
        return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
    }
}
