package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What outlives an engine that has a data folder. */
class DurabilityTest {
    @TempDir
    Path folder;

    private Trial open() {
        return new Trial(new SystemClock(), StepFunctions.builder().dataDirectory(folder));
    }

    @Test
    void showsWhatHasEnded() {
        String arn;
        Trial.Outcome before;
        try (var trial = open()) {
            arn = trial.start("""
                    {"QueryLanguage": "JSONata", "StartAt": "P", "States": {
                      "P": {"Type": "Pass", "Assign": {"x": null, "y": []}, "Output": [], "End": true}}}""", "null");
            before = trial.outcome(arn);
        }
        try (var trial = open()) {
            assertThat(trial.outcome(arn)).isEqualTo(before);
            assertThat(trial.call("ListStateMachines", Json.NODES.objectNode()).path("stateMachines"))
                    .hasSize(1);
        }
    }

    @Test
    void keepsTaskTokensAndDoesNotAskAgain() {
        var asked = new AtomicInteger();
        String arn;
        String token;
        try (var trial = open()) {
            trial.function("ask", event -> {
                asked.incrementAndGet();
                return event;
            });
            arn = trial.start("""
                    {"QueryLanguage": "JSONata", "StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
                      "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "HeartbeatSeconds": 600,
                      "Arguments": {"FunctionName": "ask", "Payload": "{% $states.context.Task.Token %}"}}}}""", "{}");
            trial.event(arn, "TaskSubmitted");
            JsonNode scheduled = trial.event(arn, "TaskScheduled").path("taskScheduledEventDetails");
            token = Json.trusted(scheduled.path("parameters").asText())
                    .path("Payload")
                    .asText();
        }
        try (var trial = open()) {
            ObjectNode answer = Json.NODES.objectNode().put("taskToken", token).put("output", "\"yes\"");
            trial.call("SendTaskSuccess", answer);
            assertThat(trial.outcome(arn).output().asText()).isEqualTo("yes");
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void runsOnlyTheStateInFlightAgain() {
        var first = new AtomicInteger();
        var running = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        String arn;
        try (var trial = open()) {
            trial.function("first", event -> {
                first.incrementAndGet();
                return event;
            });
            trial.function("second", event -> {
                running.countDown();
                awaitLatch(never);
                return event;
            });
            arn = trial.start("""
                    {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
                      "A": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:first", "Next": "B"},
                      "B": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:second", "End": true}}}""", "5");
            awaitLatch(running);
        }
        try (var trial = new Trial(new SystemClock(), StepFunctions.builder().dataDirectory(folder))) {
            trial.function("second", event -> event);
            // The call may have reached the new engine before its function was there.
            var outcome = trial.outcome(arn);
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
        try (var trial = open()) {
            arn = trial.start("""
                    {"QueryLanguage": "JSONata", "StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 1, "End": true}}}""", "{}");
        }
        try (var trial = open()) {
            assertThat(trial.outcome(arn).status()).isEqualTo("SUCCEEDED");
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
