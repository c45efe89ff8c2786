package dev.tenantry.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.dynamodb.Streams;
import dev.tenantry.local.invocation.InvocationResult;
import dev.tenantry.local.streams.EventSourceMapping;
import dev.tenantry.local.streams.FakeStreams;
import dev.tenantry.local.template.EventSource.StreamMapping;
import dev.tenantry.local.template.FunctionResource;
import dev.tenantry.local.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Runs the template's stream mapping on a stream of a few records, and tells what reaches the function and the queue.
 */
final class StreamProbe implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final InvocationResult DONE = new InvocationResult.Success("{}".getBytes(UTF_8));
    private static final InvocationResult FAILED = new InvocationResult.FunctionError("{}".getBytes(UTF_8));

    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Map.Entry<String, String>> dead = new LinkedBlockingQueue<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeStreams stream = new FakeStreams();
    private final EventSourceMapping mapping;

    private StreamProbe(Template template, Function<JsonNode, InvocationResult> function) throws Exception {
        var broadcast = template.functions().stream()
                .filter(resource -> resource.logicalId().equals("BroadcastFunction"))
                .findFirst()
                .orElseThrow();
        stream.addShard("a", null);
        stream.add("a", "MODIFY", "HEAD");
        stream.add("a", "MODIFY", "OTHER");
        stream.add("a", "MODIFY", "HEAD");
        mapping = mapping(broadcast, function);
        mapping.start();
        // What comes after the start is delivered whatever the starting position.
        stream.add("a", "INSERT", "HEAD");
        stream.add("a", "INSERT", "OTHER");
    }

    /** What the first invocation gets. */
    static String firstEvent(Template template) throws Exception {
        try (var probe = new StreamProbe(template, event -> DONE)) {
            return probe.nextEvent().toString();
        }
    }

    /** What follows a failure: another attempt, or a message to the queue. */
    static String afterFailure(Template template) throws Exception {
        try (var probe = new StreamProbe(template, event -> FAILED)) {
            probe.nextEvent();
            while (probe.events.isEmpty() && probe.dead.isEmpty()) {
                Thread.onSpinWait();
            }
            return probe.dead.isEmpty() ? "tried again" : "given up";
        }
    }

    /** How a batch that keeps failing ends. */
    static String endOfFailure(Template template) throws Exception {
        try (var probe = new StreamProbe(template, event -> FAILED)) {
            var message = probe.dead.take();
            var condition = JSON.readTree(message.getValue()).at("/requestContext/condition");
            return message.getKey() + " " + condition.asText();
        }
    }

    /** The size of the batch that comes after one that failed. */
    static String sizeAfterFailure(Template template) throws Exception {
        try (var probe = new StreamProbe(template, event -> FAILED)) {
            var first = probe.nextEvent().path("Records").size();
            return first + ", then " + probe.nextEvent().path("Records").size();
        }
    }

    /** Whether the second record of a batch, which failed, comes again. */
    static String afterItemFailure(Template template) throws Exception {
        try (var probe = new StreamProbe(template, StreamProbe::failSecond)) {
            var second = probe.nextEvent().at("/Records/1/eventID").asText();
            var next = probe.events.poll(1, TimeUnit.SECONDS);
            return Boolean.toString(
                    next != null && second.equals(next.at("/Records/0/eventID").asText()));
        }
    }

    private static InvocationResult failSecond(JsonNode event) {
        var failure = JSON.createObjectNode();
        failure.putArray("batchItemFailures")
                .addObject()
                .put(
                        "itemIdentifier",
                        event.at("/Records/1/dynamodb/SequenceNumber").asText());
        return event.path("Records").size() > 1
                ? new InvocationResult.Success(failure.toString().getBytes(UTF_8))
                : DONE;
    }

    private EventSourceMapping mapping(FunctionResource function, Function<JsonNode, InvocationResult> body) {
        return new EventSourceMapping(
                function.eventsOf(StreamMapping.class).getFirst(),
                function.invokedArn(),
                FakeStreams.STREAM,
                new Streams(stream.uri(), http, stream.commits()),
                (arn, event) -> body.apply(record(event)),
                (queue, message) -> dead.add(Map.entry(queue, message)),
                Optional.empty());
    }

    private JsonNode record(byte[] event) {
        try {
            var json = JSON.readTree(event);
            events.add(json);
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode nextEvent() throws InterruptedException {
        var event = events.poll(10, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("No event came");
        }
        return event;
    }

    @Override
    public void close() {
        mapping.close();
        stream.close();
        http.shutdownNow();
    }
}
