package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.EngineFixture.FunctionFailed;
import dev.tenantry.stepfunctions.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Which events a history has and how they are linked. Source: histories recorded from AWS (LocalStack's snapshots), and
 * what users measured on AWS (floci, issue 2733).
 */
class HistoryEventsTest {
    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private String failing() {
        return fixture.function("failing", _ -> {
            throw new FunctionFailed("Broken", "no");
        });
    }

    private static final String RETRY = """
            "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 1, "MaxAttempts": 2}],""";

    private void failsOnceAfterThreeAttempts(EngineFixture.Outcome outcome, String started, String failed) {
        assertThat(outcome.status()).isEqualTo("FAILED");
        assertThat(outcome.events(started)).hasSize(3);
        assertThat(outcome.events(failed)).hasSize(1);
        assertThat(outcome.types().reversed().subList(0, 2)).containsExactly("ExecutionFailed", failed);
    }

    @Test
    void aParallelStateFailsOnceItsRetriesAreUsedUp() {
        var outcome = fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {"Type": "Parallel", %s "End": true, "Branches": [
                  {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "%s", "End": true}}}]}}}""".formatted(RETRY, failing()), "{}");
        failsOnceAfterThreeAttempts(outcome, "ParallelStateStarted", "ParallelStateFailed");
    }

    @Test
    void aMapStateFailsOnceItsRetriesAreUsedUp() {
        var outcome = fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "M", "States": {"M": {"Type": "Map", %s "End": true, "ItemProcessor":
                  {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "%s", "End": true}}}}}}""".formatted(RETRY, failing()), "[1]");
        failsOnceAfterThreeAttempts(outcome, "MapStateStarted", "MapStateFailed");
    }

    @Test
    void aMapStateWithAMapRunFailsOnceItsRetriesAreUsedUpThoughEveryRunFails() {
        var outcome = fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "M", "States": {"M": {"Type": "Map", %s "End": true, "ItemProcessor":
                  {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                   "StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "%s", "End": true}}}}}}""".formatted(RETRY, failing()), "[1]");
        failsOnceAfterThreeAttempts(outcome, "MapStateStarted", "MapStateFailed");
        assertThat(outcome.events("MapRunFailed")).hasSize(3);
    }

    @Test
    void aFailedEvaluationIsRetriedWithoutTheStateFailing() {
        var outcome = fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "M", "States": {"M": {"Type": "Map", %s "End": true,
                  "Items": "{%% $states.input.none %%}",
                  "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}}}}""".formatted(RETRY), "{}");
        assertThat(outcome.events("EvaluationFailed")).hasSize(3);
        assertThat(outcome.events("MapStateFailed")).hasSize(1);
    }

    @Test
    void aCaughtFailureIsWrittenBeforeTheExit() {
        var outcome = fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "P", "States": {
                  "P": {"Type": "Parallel", "Next": "D", "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "D"}], "Branches": [
                    {"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "E"}}}]},
                  "D": {"Type": "Pass", "End": true}}}""", "{}");
        assertThat(outcome.types())
                .containsExactly(
                        "ExecutionStarted",
                        "ParallelStateEntered",
                        "ParallelStateStarted",
                        "FailStateEntered",
                        "ParallelStateFailed",
                        "ParallelStateExited",
                        "PassStateEntered",
                        "PassStateExited",
                        "ExecutionSucceeded");
    }

    @Test
    void aTimeLimitEndsTheExecutionWithItsErrorAndFollowsNothing() {
        var outcome = fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "W", "TimeoutSeconds": 2, "States": {
                  "W": {"Type": "Wait", "Seconds": 25, "End": true}}}""", "{}");
        JsonNode last = outcome.history().getLast();
        assertThat(last.path("type").asText()).isEqualTo("ExecutionTimedOut");
        assertThat(last.path("previousEventId").asInt()).isZero();
        assertThat(last.path("executionTimedOutEventDetails"))
                .isEqualTo(Json.trusted("{\"error\":\"States.Timeout\"}"));
        assertThat(outcome.status()).isEqualTo("TIMED_OUT");
        assertThat(outcome.description().has("error")).isFalse();
    }

    @Test
    void stoppingFollowsNothing() {
        try (var real = new EngineFixture(new dev.tenantry.stepfunctions.clock.SystemClock())) {
            String arn = real.start("""
                    {"QueryLanguage": "JSONata", "StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 25, "End": true}}}""", "{}");
            real.event(arn, "WaitStateEntered");
            real.call("StopExecution", Json.NODES.objectNode().put("executionArn", arn));
            JsonNode last = real.history(arn).getLast();
            assertThat(last.path("type").asText()).isEqualTo("ExecutionAborted");
            assertThat(last.path("previousEventId").asInt()).isZero();
        }
    }

    @Test
    void aMapRunWithAThresholdLinksTheExitToItsEnd() {
        String machine = """
                {"QueryLanguage": "JSONata", "StartAt": "M", "States": {"M": {"Type": "Map", %s "End": true, "ItemProcessor":
                  {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                   "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}}}}""";
        assertThat(eventBeforeExit(machine.formatted("\"ToleratedFailureCount\": 0,")))
                .isEqualTo("MapRunSucceeded");
        assertThat(eventBeforeExit(machine.formatted(""))).isEqualTo("MapRunStarted");
    }

    private String eventBeforeExit(String machine) {
        var outcome = fixture.run(machine, "[1]");
        int previous = outcome.events("MapStateExited")
                .getFirst()
                .path("previousEventId")
                .asInt();
        return outcome.types().get(previous - 1);
    }
}
