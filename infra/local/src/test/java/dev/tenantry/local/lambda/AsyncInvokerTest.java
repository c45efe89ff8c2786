package dev.tenantry.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After the AWS Lambda Developer Guide, "Invoking a function asynchronously". */
class AsyncInvokerTest {

    private static final double SPEED = 10_000;
    private static final byte[] EVENT = "{\"name\":\"no\"}".getBytes(UTF_8);

    @TempDir
    private Path code;

    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Map.Entry<String, String>> sent = new LinkedBlockingQueue<>();

    @Test
    void aFailingEventIsTriedThreeTimesAndThenToldToTheQueue() throws Exception {
        var queue = "arn:aws:sqs:us-east-1:123456789012:dead";
        try (var lambda = lambda("EventInvokeConfig: {DestinationConfig: {OnFailure: {Type: SQS, Destination: '" + queue
                        + "'}}}");
                var events = new AsyncInvoker(lambda, (arn, body) -> sent.add(Map.entry(arn, body)), SPEED)) {

            assertThat(events.invoke("Fn", EVENT)).isEmpty();

            var message = sent.poll(10, TimeUnit.SECONDS);
            assertThat(message).isNotNull();
            assertThat(message.getKey()).isEqualTo(queue);
            assertThatRecordTells(message.getValue());
            assertThat(attempts()).isEqualTo(3);
        }
    }

    private static void assertThatRecordTells(String body) throws IOException {
        var record = new ObjectMapper().readTree(body);
        assertThat(record.at("/requestContext/condition").asText()).isEqualTo("RetriesExhausted");
        assertThat(record.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(3);
        assertThat(record.at("/requestPayload/name").asText()).isEqualTo("no");
        assertThat(record.at("/responseContext/functionError").asText()).isEqualTo("Unhandled");
        assertThat(record.at("/responsePayload/errorMessage").asText()).isEqualTo("no");
    }

    @Test
    void theNumberOfRetriesIsTheFunctions() {
        try (var lambda = lambda("EventInvokeConfig: {MaximumRetryAttempts: 1}");
                var events = new AsyncInvoker(lambda, (arn, body) -> sent.add(Map.entry(arn, body)), SPEED)) {
            events.invoke("Fn", EVENT);

            Awaitility.await().until(() -> attempts() == 2);
            Awaitility.await().during(Duration.ofMillis(100)).until(() -> attempts() == 2);
            assertThat(sent).isEmpty();
        }
    }

    @Test
    void anUnknownFunctionIsRefusedAtOnce() {
        try (var lambda = lambda("");
                var events = new AsyncInvoker(lambda, (arn, body) -> sent.add(Map.entry(arn, body)), SPEED)) {

            assertThat(events.invoke("Other", EVENT))
                    .hasValueSatisfying(error -> assertThat(error.type()).isEqualTo("ResourceNotFoundException"));
        }
    }

    private long attempts() {
        return log.stream().filter("Fn about to fail"::equals).count();
    }

    private LambdaService lambda(String property) {
        CodeFolder.of(code, SampleHandlers.class);
        return new LambdaService(
                SampleFunctions.read("Fn", code, SampleHandlers.class.getName() + "$Failing", property),
                URI.create("http://127.0.0.1:4566"),
                (function, message) -> log.add(function + " " + message));
    }
}
