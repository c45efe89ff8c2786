package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.clock.SystemClock;
import dev.tenantry.stepfunctions.json.Json;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State that outlives an engine that has a data folder. */
class DurabilityTest {
    @TempDir
    Path folder;

    private EngineFixture open() {
        return new EngineFixture(new SystemClock(), StepFunctions.builder().dataDirectory(folder));
    }

    @Test
    void showsWhatHasEnded() {
        String arn;
        EngineFixture.Outcome before;
        try (var fixture = open()) {
            arn = fixture.start("""
                    {"QueryLanguage": "JSONata", "StartAt": "P", "States": {
                      "P": {"Type": "Pass", "Assign": {"x": null, "y": []}, "Output": [], "End": true}}}""", "null");
            before = fixture.outcome(arn);
        }
        try (var fixture = open()) {
            assertThat(fixture.outcome(arn)).isEqualTo(before);
            assertThat(fixture.call("ListStateMachines", Json.NODES.objectNode())
                            .path("stateMachines"))
                    .hasSize(1);
        }
    }

    @Test
    void keepsTaskTokensAndDoesNotAskAgain() {
        var asked = new AtomicInteger();
        String arn;
        String token;
        try (var fixture = open()) {
            fixture.function("ask", event -> {
                asked.incrementAndGet();
                return event;
            });
            arn = fixture.start("""
                    {"QueryLanguage": "JSONata", "StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
                      "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "HeartbeatSeconds": 600,
                      "Arguments": {"FunctionName": "ask", "Payload": "{% $states.context.Task.Token %}"}}}}""", "{}");
            fixture.event(arn, "TaskSubmitted");
            JsonNode scheduled = fixture.event(arn, "TaskScheduled").path("taskScheduledEventDetails");
            token = Json.trusted(scheduled.path("parameters").asText())
                    .path("Payload")
                    .asText();
        }
        try (var fixture = open()) {
            ObjectNode answer = Json.NODES.objectNode().put("taskToken", token).put("output", "\"yes\"");
            fixture.call("SendTaskSuccess", answer);
            assertThat(fixture.outcome(arn).output().asText()).isEqualTo("yes");
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void runsOnlyTheStateInFlightAgain() {
        var first = new AtomicInteger();
        var running = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        String arn;
        try (var fixture = open()) {
            fixture.function("first", event -> {
                first.incrementAndGet();
                return event;
            });
            fixture.function("second", event -> {
                running.countDown();
                awaitLatch(never);
                return event;
            });
            arn = fixture.start("""
                    {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
                      "A": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:first", "Next": "B"},
                      "B": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:second", "End": true}}}""", "5");
            awaitLatch(running);
        }
        try (var fixture =
                new EngineFixture(new SystemClock(), StepFunctions.builder().dataDirectory(folder))) {
            fixture.function("second", event -> event);
            // The call may have reached the new engine before its function was there.
            var outcome = fixture.outcome(arn);
            assertThat(outcome.history().stream().map(event -> event.path("id").asInt()))
                    .isEqualTo(IntStream.rangeClosed(1, outcome.history().size())
                            .boxed()
                            .toList());
        }
        assertThat(first).hasValue(1);
        never.countDown();
    }

    @Test
    void waitsOnForARestOfTheTime() {
        String arn;
        try (var fixture = open()) {
            arn = fixture.start("""
                    {"QueryLanguage": "JSONata", "StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 1, "End": true}}}""", "{}");
        }
        try (var fixture = open()) {
            assertThat(fixture.outcome(arn).status()).isEqualTo("SUCCEEDED");
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
