package dev.tenantry.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads a table's stream (Amazon DynamoDB Streams API Reference). */
public final class Streams {

    private static final String SERVICE = "DynamoDBStreams_20120810";
    private static final int PAGE = 1000;

    private final DynamoDb dynamoDb;
    private final CommitNotifier commits;
    private final Map<String, SharedReads> shared = new ConcurrentHashMap<>();

    /**
     * Makes the client.
     *
     * @param endpoint where DynamoDB answers
     * @param http what to call it with
     * @param commits wakes the readers
     */
    public Streams(URI endpoint, HttpClient http, CommitNotifier commits) {
        this.dynamoDb = new DynamoDb(endpoint, http);
        this.commits = commits;
    }

    /** The notifier of writes, after which there may be something to read. */
    public CommitNotifier commits() {
        return commits;
    }

    /**
     * A part of a stream, with an order of its own.
     *
     * @param id its id
     * @param parentId the shard whose records came before; it may be gone
     */
    public record Shard(String id, Optional<String> parentId) {}

    /**
     * The result of a read.
     *
     * @param records the records, in order, as the API gives them
     * @param nextIterator where to read on; empty if the shard is closed and read to its end
     * @param commits how many writes there had been before the read; it has all of them
     */
    public record Page(List<JsonNode> records, Optional<String> nextIterator, long commits) {

        /** Copies the records. */
        public Page {
            records = List.copyOf(records);
        }

        /** Whether it is what a reader at its position gets, now that there have been so many writes. */
        boolean isUsable(long now) {
            return !records.isEmpty() || commits >= now;
        }
    }

    /**
     * The position from which a shard is read.
     *
     * @param type {@code TRIM_HORIZON}, {@code LATEST} or {@code AFTER_SEQUENCE_NUMBER}
     * @param sequenceNumber for the last type
     */
    public record Position(String type, Optional<String> sequenceNumber) {

        /**
         * The position behind a record.
         *
         * @param sequenceNumber the record's number
         * @return the position
         */
        public static Position after(String sequenceNumber) {
            return new Position("AFTER_SEQUENCE_NUMBER", Optional.of(sequenceNumber));
        }

        /**
         * The first or the next record.
         *
         * @param type {@code TRIM_HORIZON} or {@code LATEST}
         * @return the position
         */
        public static Position of(String type) {
            return new Position(type, Optional.empty());
        }
    }

    /**
     * The shards of a stream.
     *
     * @param streamArn the stream
     * @return its shards, closed ones included
     * @throws IOException if DynamoDB does not answer
     * @throws InterruptedException if the thread is interrupted
     */
    public List<Shard> shards(String streamArn) throws IOException, InterruptedException {
        var shards = new ArrayList<Shard>();
        var last = Optional.<String>empty();
        do {
            var request = DynamoDb.object().put("StreamArn", streamArn);
            last.ifPresent(id -> request.put("ExclusiveStartShardId", id));
            var description = dynamoDb.call(SERVICE, "DescribeStream", request).path("StreamDescription");
            description
                    .path("Shards")
                    .forEach(shard ->
                            shards.add(new Shard(shard.path("ShardId").asText(), text(shard.path("ParentShardId")))));
            last = text(description.path("LastEvaluatedShardId"));
        } while (last.isPresent());
        return shards;
    }

    /**
     * Starts reading a shard.
     *
     * @param streamArn the stream
     * @param shardId the shard
     * @param position where to start
     * @return an iterator
     * @throws IOException if DynamoDB does not answer
     * @throws InterruptedException if the thread is interrupted
     */
    public String iterator(String streamArn, String shardId, Position position)
            throws IOException, InterruptedException {
        var request = DynamoDb.object()
                .put("StreamArn", streamArn)
                .put("ShardId", shardId)
                .put("ShardIteratorType", position.type());
        position.sequenceNumber().ifPresent(number -> request.put("SequenceNumber", number));
        return dynamoDb.call(SERVICE, "GetShardIterator", request)
                .path("ShardIterator")
                .asText();
    }

    /**
     * Reads on. Readers of the same shard at the same position share what was read; nobody may change it.
     *
     * @param shardId the shard
     * @param position behind the record that the reader has read last
     * @param iterator from {@link #iterator} or an earlier page
     * @return the next records
     * @throws IOException if DynamoDB does not answer
     * @throws InterruptedException if the thread is interrupted
     */
    public Page read(String shardId, Position position, String iterator) throws IOException, InterruptedException {
        var now = commits.count();
        // What a reader finds at the beginning or the end depends on when it began.
        return position.sequenceNumber().isEmpty()
                ? read(iterator, now)
                : shared.computeIfAbsent(shardId, _ -> new SharedReads())
                        .read(position, now, () -> read(iterator, now));
    }

    private Page read(String iterator, long now) throws IOException, InterruptedException {
        var answer = dynamoDb.call(
                SERVICE,
                "GetRecords",
                DynamoDb.object().put("ShardIterator", iterator).put("Limit", PAGE));
        var records = new ArrayList<JsonNode>();
        answer.path("Records").forEach(records::add);
        return new Page(records, text(answer.path("NextShardIterator")), now);
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }
}
