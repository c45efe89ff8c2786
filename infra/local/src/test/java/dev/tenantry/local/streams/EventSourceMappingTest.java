package dev.tenantry.local.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.dynamodb.Streams;
import dev.tenantry.local.invocation.InvocationResult;
import dev.tenantry.local.invocation.InvocationResult.FunctionError;
import dev.tenantry.local.invocation.InvocationResult.ServiceError;
import dev.tenantry.local.invocation.InvocationResult.Success;
import dev.tenantry.local.lambda.SampleFunctions;
import dev.tenantry.local.template.EventSource.StreamMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After the AWS Lambda Developer Guide, "Using AWS Lambda with Amazon DynamoDB". */
class EventSourceMappingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:dead";
    private static final InvocationResult DONE = new Success("{}".getBytes(UTF_8));
    private static final InvocationResult FAILED = new FunctionError("{}".getBytes(UTF_8));

    private final List<List<JsonNode>> batches = new CopyOnWriteArrayList<>();
    private final List<JsonNode> dead = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private FakeStreams stream;
    private EventSourceMapping mapping;

    @TempDir
    private Path folder;

    @BeforeEach
    void startStream() throws IOException {
        stream = new FakeStreams();
        stream.addShard("a", null);
    }

    @AfterEach
    void stop() {
        mapping.close();
        stream.close();
        http.shutdownNow();
    }

    @Test
    void deliversRecordsAsLambdasEvent() throws Exception {
        stream.add("a", "INSERT", "1");

        start("TRIM_HORIZON", "", batch -> DONE);

        awaitKeys("1");
        var record = batches.getFirst().getFirst();
        assertThat(record.get("eventName").asText()).isEqualTo("INSERT");
        assertThat(record.get("awsRegion").asText()).isEqualTo("us-east-1");
        assertThat(record.get("eventSourceARN").asText()).isEqualTo("arn:aws:dynamodb:us-east-1:123456789012:table/t");
        assertThat(record.at("/dynamodb/NewImage/PK/S").asText()).isEqualTo("1");
    }

    @Test
    void latestStartsBehindWhatIsThere() throws Exception {
        stream.add("a", "INSERT", "old");

        start("LATEST", "", batch -> DONE);
        stream.add("a", "INSERT", "new");

        awaitKeys("new");
    }

    @Test
    void anExpiredItemIsARemovalByDynamoDb() throws Exception {
        stream.add("a", "UNKNOWN_TO_SDK_VERSION", "1");

        start("TRIM_HORIZON", "", batch -> DONE);

        awaitKeys("1");
        var record = batches.getFirst().getFirst();
        assertThat(record.get("eventName").asText()).isEqualTo("REMOVE");
        assertThat(record.at("/userIdentity/principalId").asText()).isEqualTo("dynamodb.amazonaws.com");
        assertThat(record.at("/userIdentity/type").asText()).isEqualTo("Service");
    }

    @Test
    void aRecordMustFitOneOfTheFilters() throws Exception {
        stream.add("a", "INSERT", "ORG#1");
        stream.add("a", "REMOVE", "ORG#2");
        stream.add("a", "INSERT", "JOB#3");
        stream.add("a", "INSERT", "TOPIC#4");

        start("TRIM_HORIZON", """
                FilterCriteria:
                  Filters:
                    - Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"PK":{"S":[{"prefix":"ORG#"}]}}}}'
                    - Pattern: '{"dynamodb":{"Keys":{"PK":{"S":["TOPIC#4"]}}}}'
                """, batch -> DONE);

        awaitKeys("ORG#1", "TOPIC#4");
    }

    @Test
    void aBatchIsNoLargerThanDeclared() throws Exception {
        for (var i = 1; i <= 5; i++) {
            stream.add("a", "INSERT", Integer.toString(i));
        }

        start("TRIM_HORIZON", "BatchSize: 2", batch -> DONE);

        awaitKeys("1", "2", "3", "4", "5");
        assertThat(batches).allMatch(batch -> batch.size() <= 2).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aWindowWaitsForMoreRecords() throws Exception {
        start("LATEST", "MaximumBatchingWindowInSeconds: 1", batch -> DONE);
        stream.add("a", "INSERT", "1");
        soon().pollDelay(Duration.ofMillis(300)).until(() -> true);
        stream.add("a", "INSERT", "2");

        awaitKeys("1", "2");
        assertThat(batches).hasSize(1);
    }

    @Test
    void aFailedBatchIsTriedAgainAndBlocksWhatFollows() throws Exception {
        stream.add("a", "INSERT", "1");
        stream.add("a", "INSERT", "2");

        start("TRIM_HORIZON", "BatchSize: 1", batch -> batches.size() < 3 ? FAILED : DONE);

        awaitKeys("1", "1", "1", "2");
    }

    @Test
    void throttlingIsTriedAgainToo() throws Exception {
        stream.add("a", "INSERT", "1");

        start(
                "TRIM_HORIZON",
                "",
                batch -> batches.size() < 2
                        ? new ServiceError("TooManyRequestsException", "Rate Exceeded.", 429)
                        : DONE);

        awaitKeys("1", "1");
    }

    @Test
    void afterTheLastRetryTheQueueLearnsWhereTheBatchWas() throws Exception {
        var first = stream.add("a", "INSERT", "1");
        var last = stream.add("a", "INSERT", "2");

        start("TRIM_HORIZON", onFailure("MaximumRetryAttempts: 1"), batch -> FAILED);
        awaitKeys("1", "2", "1", "2");
        soon().until(() -> !dead.isEmpty());
        stream.add("a", "INSERT", "3");

        awaitKeys("1", "2", "1", "2", "3", "3");
        var message = dead.getFirst();
        assertThat(message.at("/requestContext/condition").asText()).isEqualTo("RetryAttemptsExhausted");
        assertThat(message.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(2);
        assertThat(message.at("/DDBStreamBatchInfo/shardId").asText()).isEqualTo("a");
        assertThat(message.at("/DDBStreamBatchInfo/startSequenceNumber").asText())
                .isEqualTo(first);
        assertThat(message.at("/DDBStreamBatchInfo/endSequenceNumber").asText()).isEqualTo(last);
        assertThat(message.at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(2);
    }

    @Test
    void bisectingIsolatesTheBadRecord() throws Exception {
        for (var key : List.of("1", "2", "bad", "4")) {
            stream.add("a", "INSERT", key);
        }

        start(
                "TRIM_HORIZON",
                onFailure("MaximumRetryAttempts: 1\nBisectBatchOnFunctionError: true"),
                batch -> keys(List.of(batch)).contains("bad") ? FAILED : DONE);

        soon().until(() -> batches.size() == 6);
        soon().until(() -> dead.size() == 1);
        assertThat(batches.stream().map(batch -> String.join(",", keys(List.of(batch)))))
                .containsExactly("1,2,bad,4", "1,2", "bad,4", "bad", "bad", "4");
        assertThat(dead.getFirst().at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(1);
    }

    @Test
    void aPartialResponseStartsAgainAtTheLowestFailure() throws Exception {
        var numbers = new ArrayList<String>();
        for (var i = 1; i <= 4; i++) {
            numbers.add(stream.add("a", "INSERT", Integer.toString(i)));
        }

        start(
                "TRIM_HORIZON",
                "FunctionResponseTypes: [ReportBatchItemFailures]",
                batch -> batches.size() == 1 ? failures(numbers.get(3), numbers.get(1)) : DONE);

        awaitKeys("1", "2", "3", "4", "2", "3", "4");
    }

    @Test
    void aPartialResponseWithAStrangeIdentifierFailsTheWholeBatch() throws Exception {
        stream.add("a", "INSERT", "1");
        stream.add("a", "INSERT", "2");

        start(
                "TRIM_HORIZON",
                "FunctionResponseTypes: [ReportBatchItemFailures]",
                batch -> batches.size() == 1 ? failures("") : DONE);

        awaitKeys("1", "2", "1", "2");
    }

    @Test
    void withoutReportBatchItemFailuresThePartialResponseIsIgnored() throws Exception {
        var number = stream.add("a", "INSERT", "1");

        start("TRIM_HORIZON", "", batch -> failures(number));
        stream.add("a", "INSERT", "2");

        awaitKeys("1", "2");
    }

    @Test
    void recordsThatAreTooOldAreGivenUp() throws Exception {
        stream.add("a", "INSERT", "1");

        start("TRIM_HORIZON", onFailure("MaximumRecordAgeInSeconds: 1"), batch -> FAILED);

        soon().until(() -> !dead.isEmpty());
        assertThat(dead.getFirst().at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(1);
        assertThat(batches).hasSizeGreaterThan(1);
    }

    @Test
    void aChildShardIsReadAfterItsParent() throws Exception {
        start("LATEST", "BatchSize: 1", batch -> DONE);
        stream.addShard("b", "a");
        stream.add("b", "INSERT", "child");
        stream.add("a", "INSERT", "parent");
        stream.closeShard("a");

        awaitKeys("parent", "child");
    }

    @Test
    void anExpiredIteratorLosesAndRepeatsNothing() throws Exception {
        stream.add("a", "INSERT", "1");
        start("TRIM_HORIZON", "", batch -> DONE);
        awaitKeys("1");

        stream.expireIterators();
        stream.add("a", "INSERT", "2");

        awaitKeys("1", "2");
    }

    @Test
    void aRestartGoesOnFromTheCheckpoint() throws Exception {
        stream.add("a", "INSERT", "1");
        start("TRIM_HORIZON", "", batch -> DONE);
        awaitKeys("1");
        soon().until(() -> folder.resolve("checkpoints.json").toFile().exists());
        mapping.close();

        stream.add("a", "INSERT", "2");
        start("TRIM_HORIZON", "", batch -> DONE);

        awaitKeys("1", "2");
    }

    private static ConditionFactory soon() {
        return Awaitility.with().pollInterval(Duration.ofMillis(10));
    }

    private void awaitKeys(String... expected) {
        soon().untilAsserted(() -> assertThat(keys(batches)).containsExactly(expected));
        soon().during(Duration.ofMillis(40)).until(() -> keys(batches).size() == expected.length);
    }

    private static List<String> keys(List<List<JsonNode>> batches) {
        return batches.stream()
                .flatMap(List::stream)
                .map(record -> record.at("/dynamodb/Keys/PK/S").asText())
                .toList();
    }

    private static InvocationResult failures(String... sequenceNumbers) {
        var json = List.of(sequenceNumbers).stream()
                .map(number -> "{\"itemIdentifier\":\"" + number + "\"}")
                .collect(Collectors.joining(",", "{\"batchItemFailures\":[", "]}"));
        return new Success(json.getBytes(UTF_8));
    }

    private static String onFailure(String properties) {
        return properties + "\nDestinationConfig: {OnFailure: {Type: SQS, Destination: '" + QUEUE + "'}}";
    }

    private void start(String position, String properties, Function<List<JsonNode>, InvocationResult> function)
            throws Exception {
        var events = "Events:\n  Changed:\n    Type: DynamoDB\n    Properties:\n"
                + ("Stream: arn:aws:dynamodb:us-east-1:123456789012:table/t\nStartingPosition: " + position + "\n"
                                + properties)
                        .indent(6);
        var resource = SampleFunctions.read("Fn", folder, "h", events).getFirst();
        mapping = new EventSourceMapping(
                resource.eventsOf(StreamMapping.class).getFirst(),
                resource.invokedArn(),
                FakeStreams.STREAM,
                new Streams(stream.uri(), http, stream.commits()),
                (arn, event) -> invoke(event, function),
                (queue, body) -> dead.add(json(body.getBytes(UTF_8))),
                Optional.of(folder.resolve("checkpoints.json")));
        mapping.start();
    }

    private InvocationResult invoke(byte[] event, Function<List<JsonNode>, InvocationResult> function) {
        var records = new ArrayList<JsonNode>();
        json(event).path("Records").forEach(records::add);
        batches.add(records);
        return function.apply(records);
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
