package dev.tenantry.local.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tenantry.local.dynamodb.CommitNotifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * The DynamoDB Streams API with shards that a test makes, closes and fails at will; DynamoDB Local closes none for
 * hours.
 */
public final class FakeStreams implements AutoCloseable {

    public static final String STREAM = "arn:aws:dynamodb:ddblocal:000000000000:table/t/stream/1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final class Shard {
        private final String parent;
        private final List<ObjectNode> records = new ArrayList<>();
        private boolean closed;

        private Shard(String parent) {
            this.parent = parent;
        }
    }

    private final Map<String, Shard> shards = new LinkedHashMap<>();
    private final CommitNotifier commits = new CommitNotifier();
    private final HttpServer server;
    private int sequence = 100;
    private boolean iteratorsExpired;

    public FakeStreams() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Tells of each record that is added. */
    public CommitNotifier commits() {
        return commits;
    }

    public synchronized void addShard(String id, String parent) {
        shards.put(id, new Shard(parent));
    }

    public synchronized void closeShard(String id) {
        shards.get(id).closed = true;
        commits.committed();
    }

    public synchronized void expireIterators() {
        iteratorsExpired = true;
    }

    /** Adds a record to a shard, with the key for its PK and its SK, and gives its sequence number. */
    public synchronized String add(String shard, String eventName, String key) {
        var number = Integer.toString(++sequence);
        var record = JSON.createObjectNode()
                .put("eventID", "id-" + number)
                .put("eventName", eventName)
                .put("eventVersion", "1.1")
                .put("eventSource", "aws:dynamodb")
                .put("awsRegion", "ddblocal");
        var images = record.putObject("dynamodb").put("SequenceNumber", number).put("SizeBytes", 10);
        var keys = images.putObject("Keys");
        keys.putObject("PK").put("S", key);
        keys.putObject("SK").put("S", key);
        if (eventName.equals("INSERT")) {
            images.putObject("NewImage").putObject("PK").put("S", key);
        }
        shards.get(shard).records.add(record);
        commits.committed();
        return number;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        var answer = answer(target, JSON.readTree(exchange.getRequestBody()));
        var bytes = JSON.writeValueAsBytes(answer);
        exchange.sendResponseHeaders(answer.has("__type") ? 400 : 200, bytes.length);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    private synchronized ObjectNode answer(String target, JsonNode request) {
        return switch (target) {
            case "DynamoDBStreams_20120810.DescribeStream" -> description();
            case "DynamoDBStreams_20120810.GetShardIterator" -> iterator(request);
            case "DynamoDBStreams_20120810.GetRecords" ->
                records(request.path("ShardIterator").asText());
            default -> error("UnknownOperationException");
        };
    }

    private ObjectNode description() {
        var answer = JSON.createObjectNode();
        var list = answer.putObject("StreamDescription").putArray("Shards");
        shards.forEach((id, shard) -> {
            var description = list.addObject().put("ShardId", id);
            if (shard.parent != null) {
                description.put("ParentShardId", shard.parent);
            }
        });
        return answer;
    }

    private ObjectNode iterator(JsonNode request) {
        iteratorsExpired = false;
        var id = request.path("ShardId").asText();
        var records = shards.get(id).records;
        var after = request.path("SequenceNumber").asText();
        var start =
                switch (request.path("ShardIteratorType").asText()) {
                    case "LATEST" -> records.size();
                    case "TRIM_HORIZON" -> 0L;
                    default ->
                        records.stream()
                                .filter(record -> record.at("/dynamodb/SequenceNumber")
                                                .asText()
                                                .compareTo(after)
                                        <= 0)
                                .count();
                };
        return JSON.createObjectNode().put("ShardIterator", id + "/" + start);
    }

    private ObjectNode records(String iterator) {
        if (iteratorsExpired) {
            return error("ExpiredIteratorException");
        }
        var parts = iterator.split("/", 2);
        var shard = shards.get(parts[0]);
        var answer = JSON.createObjectNode();
        var list = answer.putArray("Records");
        shard.records.subList(Integer.parseInt(parts[1]), shard.records.size()).forEach(list::add);
        if (!shard.closed) {
            answer.put("NextShardIterator", parts[0] + "/" + shard.records.size());
        }
        return answer;
    }

    private static ObjectNode error(String type) {
        return JSON.createObjectNode()
                .put("__type", "com.amazonaws.dynamodb.v20120810#" + type)
                .put("message", "so");
    }
}
