package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tenantry.stepfunctions.clock.SkippingClock;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ClockTest {
    @Test
    void skipsTenDaysOfWaiting() {
        try (var fixture = new EngineFixture()) {
            var outcome = fixture.run("""
                    {"QueryLanguage": "JSONata", "StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 864000, "End": true}}}""", "{}");
            assertThat(outcome.seconds("WaitStateExited")).containsExactly(864_000.0);
        }
    }

    @Test
    void waitsUntilAPointInTime() {
        try (var fixture = new EngineFixture()) {
            var outcome = fixture.run("""
                    {"QueryLanguage": "JSONata", "StartAt": "W", "States": {
                      "W": {"Type": "Wait", "Timestamp": "{% $states.input %}", "End": true}}}""", "\"2026-01-01T01:00:30.500+01:00\"");
            assertThat(outcome.seconds("WaitStateExited")).containsExactly(30.5);
        }
    }

    @Test
    void neverTimesOutWhileAFunctionReallyRuns() {
        try (var fixture = new EngineFixture()) {
            var running = new CountDownLatch(1);
            var mayReturn = new CountDownLatch(1);
            String function = fixture.function("slow", event -> {
                running.countDown();
                awaitLatch(mayReturn);
                return event;
            });
            String arn = fixture.start("""
                    {"QueryLanguage": "JSONata", "StartAt": "T", "States": {
                      "T": {"Type": "Task", "Resource": "%s", "TimeoutSeconds": 60, "End": true}}}""".formatted(function), "{}");
            awaitLatch(running);
            // Another execution that waits longer than the timeout cannot pull the time along either.
            String other = fixture.start("""
                    {"QueryLanguage": "JSONata", "StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 90, "End": true}}}""", "{}");
            assertThat(fixture.describe(other).path("status").asText()).isEqualTo("RUNNING");
            mayReturn.countDown();
            assertThat(fixture.outcome(arn).status()).isEqualTo("SUCCEEDED");
            assertThat(fixture.outcome(other).seconds("ExecutionSucceeded")).containsExactly(90.0);
        }
    }

    @Test
    void holdsStillForWorkThatOthersAnnounce() {
        var clock = new SkippingClock(EngineFixture.START);
        try (var fixture = new EngineFixture(clock)) {
            Runnable end = clock.begin();
            String arn = fixture.start("""
                    {"QueryLanguage": "JSONata", "StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 5, "End": true}}}""", "{}");
            assertThat(fixture.describe(arn).path("status").asText()).isEqualTo("RUNNING");
            assertThat(clock.now()).isEqualTo(EngineFixture.START);
            end.run();
            await().until(() -> fixture.describe(arn).path("status").asText().equals("SUCCEEDED"));
        }
    }

    @Test
    void makesTheSameHistoryFromTheSameSeed() {
        assertThat(historyOfChance()).isEqualTo(historyOfChance());
    }

    private static Object historyOfChance() {
        try (var fixture = new EngineFixture()) {
            String function = fixture.function("never", _ -> {
                throw new EngineFixture.FunctionFailed("Never", "no");
            });
            return fixture.run("""
                            {"QueryLanguage": "JSONata", "StartAt": "P", "States": {
                              "P": {"Type": "Pass", "Output": ["{%% $uuid() %%}", "{%% $random() %%}", "{%% $now() %%}"], "Next": "T"},
                              "T": {"Type": "Task", "Resource": "%s", "End": true, "Retry": [
                                {"ErrorEquals": ["Never"], "IntervalSeconds": 100, "JitterStrategy": "FULL"}]}}}""".formatted(function), "{}").history();
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
