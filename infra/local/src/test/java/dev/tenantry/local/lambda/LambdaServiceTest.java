package dev.tenantry.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.core.Environment;
import dev.tenantry.local.invocation.InvocationResult;
import dev.tenantry.local.invocation.InvocationResult.FunctionError;
import dev.tenantry.local.invocation.InvocationResult.ServiceError;
import dev.tenantry.local.invocation.InvocationResult.Success;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.joda.time.DateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Behaviour after the AWS Lambda Developer Guide, "Building Lambda functions with Java", and the Lambda API Reference,
 * "Invoke".
 */
class LambdaServiceTest {

    private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:stack-Fn";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STREAM_EVENT = """
                {"Records":[{"eventID":"1","eventName":"INSERT","eventVersion":"1.1","eventSource":"aws:dynamodb",
                "awsRegion":"us-east-1","dynamodb":{"ApproximateCreationDateTime":1479499740,
                "Keys":{"PK":{"S":"ORG#1"}},"SequenceNumber":"111","SizeBytes":26,"StreamViewType":"KEYS_ONLY"}}]}
                """;

    @TempDir
    static Path code;

    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private LambdaService lambda;

    @BeforeAll
    static void layOutCode() {
        CodeFolder.of(code, SampleHandlers.class, Environment.class);
        CodeFolder.withLibrary(code, DynamodbEvent.class);
        CodeFolder.withLibrary(code, DateTime.class);
    }

    @AfterEach
    void close() {
        Optional.ofNullable(lambda).ifPresent(LambdaService::close);
    }

    @Test
    void aStreamHandlerGetsTheEventAndAnswersBytes() {
        start("Echo");

        assertThat(success("Fn", "{\"a\":[1,2.5,null]}")).isEqualTo("{\"a\":[1,2.5,null]}");
    }

    @Test
    void aHandlerMayNameItsMethod() {
        start("Greeter::handleRequest");

        assertThat(success("Fn", "{\"name\":\"Ada\"}")).isEqualTo("{\"greeting\":\"Hello, Ada\"}");
    }

    @Test
    void typesAreFoundThroughGenericBaseClassesAndUnknownFieldsAreIgnored() {
        start("Greeter");

        assertThat(success("Fn", "{\"name\":\"Ada\",\"more\":1}")).isEqualTo("{\"greeting\":\"Hello, Ada\"}");
    }

    @Test
    void anAnswerOfNullIsJsonNull() {
        start("Silent");

        assertThat(success("Fn", "{}")).isEqualTo("null");
    }

    @Test
    void anEventOfAwsIsReadAsTheRuntimeReadsIt() {
        start("StreamReader");

        assertThat(success("Fn", STREAM_EVENT)).isEqualTo("[\"INSERT ORG#1\"]");
    }

    @Test
    void anEventOfAwsIsReadInEachCodeThatBringsItsClass(@TempDir Path other) {
        start("StreamReader");
        success("Fn", STREAM_EVENT);
        lambda.close();
        CodeFolder.of(other, SampleHandlers.class);
        CodeFolder.withLibrary(other, DynamodbEvent.class);
        CodeFolder.withLibrary(other, DateTime.class);

        start("StreamReader", "CodeUri: " + other);

        assertThat(success("Fn", STREAM_EVENT)).isEqualTo("[\"INSERT ORG#1\"]");
    }

    @Test
    void aFunctionIsFoundByLogicalIdNameAndArnWithItsAlias() {
        start("Echo");

        for (var name : List.of(
                "Fn",
                "stack-Fn",
                "stack-Fn:live",
                ARN,
                ARN + ":live",
                ARN + ":1",
                ARN + ":$LATEST",
                "123456789012:function:stack-Fn")) {
            assertThat(lambda.invoke(name, bytes("1"))).as(name).isInstanceOf(Success.class);
        }
    }

    @Test
    void anUnknownFunctionOrAliasIsNotFound() {
        start("Echo");

        for (var name : List.of("Other", ARN + ":other", "not a name")) {
            assertThat(lambda.invoke(name, bytes("1")))
                    .as(name)
                    .isEqualTo(new ServiceError("ResourceNotFoundException", "Function not found: " + name, 404));
        }
    }

    @Test
    void anExceptionIsReportedByItsFullName() throws IOException {
        start("Failing");

        var error = error(lambda.invoke("Fn", bytes("{\"name\":\"bad plan\"}")));

        assertThat(error.get("errorType").asText()).isEqualTo("java.lang.IllegalArgumentException");
        assertThat(error.get("errorMessage").asText()).isEqualTo("bad plan");
        assertThat(error.get("stackTrace")).isNotEmpty().allMatch(frame -> frame.asText()
                .contains("SampleHandlers$Failing"));
        assertThat(log).anyMatch("Fn about to fail"::equals).anyMatch(line -> line.contains("bad plan"));
    }

    @Test
    void anExceptionWithoutAMessageHasItsNameForOne() throws IOException {
        start("Failing");

        var error = error(lambda.invoke("Fn", bytes("{}")));

        assertThat(error.get("errorMessage").asText()).isEqualTo("java.lang.IllegalArgumentException");
    }

    @Test
    void anEventOfTheWrongTypeIsAFunctionError() throws IOException {
        start("Greeter");

        var error = error(lambda.invoke("Fn", bytes("[1]")));

        assertThat(error.get("errorType").asText()).isEqualTo("java.lang.RuntimeException");
        assertThat(error.get("errorMessage").asText()).isEqualTo("An error occurred during JSON parsing");
    }

    @Test
    void aHandlerThatCannotBeMadeIsAFunctionErrorAndTriedAgain() throws IOException {
        start("Unmakeable");
        lambda.prime();

        for (var i = 0; i < 2; i++) {
            var error = error(lambda.invoke("Fn", bytes("{}")));
            assertThat(error.get("errorType").asText()).isEqualTo("java.lang.IllegalStateException");
            assertThat(error.get("errorMessage").asText()).isEqualTo("no table");
        }
    }

    @Test
    void aMissingClassIsAFunctionError() throws IOException {
        start("Nowhere");

        assertThat(error(lambda.invoke("Fn", bytes("{}"))).get("errorType").asText())
                .isEqualTo("java.lang.ClassNotFoundException");
    }

    @Test
    void anInvocationBeyondTheTimeoutIsEndedAndItsEnvironmentDiscarded() throws IOException {
        start("Hanging", "Timeout: 1");
        var before = success("Fn", "{}");

        var error = error(lambda.invoke("Fn", bytes("{\"name\":\"hang\"}")));

        assertThat(error.get("errorType").asText()).isEqualTo("Sandbox.Timedout");
        assertThat(error.get("errorMessage").asText()).endsWith("Task timed out after 1.00 seconds");
        assertThat(success("Fn", "{}")).isNotEqualTo(before);
    }

    @Test
    void anEnvironmentIsUsedAgainAndServesOneInvocationAtATime() {
        start("Meeting");
        var first = success("Fn", "0");

        var left = CompletableFuture.supplyAsync(() -> success("Fn", "1"), Thread::startVirtualThread);
        var right = CompletableFuture.supplyAsync(() -> success("Fn", "1"), Thread::startVirtualThread);

        assertThat(List.of(left.join(), right.join())).contains(first).doesNotHaveDuplicates();
    }

    @Test
    void environmentsOfABurstAreGivenUpButForTheOneUsedLast() {
        start("Gathering");
        var burst = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> success("Fn", "8"), Thread::startVirtualThread))
                .toList();
        assertThat(burst.stream().map(CompletableFuture::join)).doesNotHaveDuplicates();
        var last = success("Fn", "0");
        assertThat(lambda.idle("Fn")).isEqualTo(8);

        lambda.evict(Duration.ofHours(1));
        assertThat(lambda.idle("Fn")).isEqualTo(8);

        lambda.evict(Duration.ZERO);
        assertThat(lambda.idle("Fn")).isEqualTo(1);
        assertThat(success("Fn", "0")).isEqualTo(last);
    }

    @Test
    void reservedConcurrencyThrottles() {
        start("Echo", "ReservedConcurrentExecutions: 0");

        assertThat(lambda.invoke("Fn", bytes("1")))
                .isEqualTo(new ServiceError("TooManyRequestsException", "Rate Exceeded.", 429));
    }

    @Test
    void anEventAboveSixMebibytesIsRefused() {
        start("Echo");

        assertThat(lambda.invoke("Fn", new byte[6 * 1024 * 1024 + 1]))
                .isInstanceOfSatisfying(
                        ServiceError.class, error -> assertThat(error.type()).isEqualTo("RequestTooLargeException"));
    }

    @Test
    void theContextTellsTheInvocation() throws IOException {
        start("ContextTeller");

        var context = JSON.readTree(success(ARN + ":live", "{}"));

        assertThat(context.get("name").asText()).isEqualTo("stack-Fn");
        assertThat(context.get("version").asText()).isEqualTo("1");
        assertThat(context.get("arn").asText()).isEqualTo(ARN + ":live");
        assertThat(context.get("memory").asInt()).isEqualTo(512);
        assertThat(context.get("remaining").asInt()).isBetween(1, 3_000);
        assertThat(context.get("requestId").asText()).isNotEmpty();
    }

    @Test
    void aHandlerIsMadeInTheEnvironmentOfItsFunction() {
        start("VariableTeller");

        assertThat(success("Fn", "[\"TABLE_NAME\",\"AWS_REGION\",\"AWS_ENDPOINT_URL\",\"AWS_LAMBDA_FUNCTION_NAME\"]"))
                .isEqualTo("[\"items\",\"us-east-1\",\"http://127.0.0.1:4566\",\"stack-Fn\"]");
    }

    @Test
    void aFunctionSeesItsOwnCodeAndTheRuntimeAlone() {
        start("Spy");
        var own = SampleHandlers.class.getName();
        var runtime = RequestHandler.class.getName();
        var bundled = DynamodbEvent.class.getName();
        var hosts = JsonNode.class.getName();
        var test = LambdaServiceTest.class.getName();

        assertThat(success("Fn", "[\"%s\",\"%s\",\"%s\",\"%s\",\"%s\"]".formatted(own, runtime, bundled, hosts, test)))
                .isEqualTo("[\"%s\",\"%s\",\"%s\"]".formatted(own, runtime, bundled));
    }

    @Test
    void theEventClassesAreNotPartOfTheRuntime(@TempDir Path bare) {
        CodeFolder.of(bare, SampleHandlers.class);
        start("Spy", "CodeUri: " + bare);

        assertThat(success("Fn", "[\"" + DynamodbEvent.class.getName() + "\"]")).isEqualTo("[]");
    }

    private void start(String handler) {
        start(handler, "");
    }

    private void start(String handler, String properties) {
        lambda = new LambdaService(
                SampleFunctions.read("Fn", code, SampleHandlers.class.getName() + "$" + handler, properties),
                URI.create("http://127.0.0.1:4566"),
                (logicalId, message) -> log.add(logicalId + " " + message));
    }

    private String success(String function, String event) {
        var result = lambda.invoke(function, bytes(event));
        assertThat(result).as(() -> "log: " + log).isInstanceOf(Success.class);
        return new String(((Success) result).payload(), UTF_8);
    }

    private static JsonNode error(InvocationResult result) throws IOException {
        assertThat(result).isInstanceOf(FunctionError.class);
        return JSON.readTree(((FunctionError) result).payload());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
