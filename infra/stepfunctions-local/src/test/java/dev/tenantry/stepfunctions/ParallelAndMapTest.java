package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.stepfunctions.EngineFixture.FunctionFailed;
import dev.tenantry.stepfunctions.json.Json;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Parallel and Map states. Source: Developer Guide, "Parallel workflow state" and "Map workflow state". */
class ParallelAndMapTest {
    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private EngineFixture.Outcome map(String fields, String processorConfig, String state, String input) {
        return fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "M", "States": {
                  "M": {"Type": "Map", %s "End": true, "ItemProcessor": {%s "StartAt": "I", "States": {"I": %s}}}}}""".formatted(fields, processorConfig, state), input);
    }

    private static final String DISTRIBUTED =
            "\"ProcessorConfig\": {\"Mode\": \"DISTRIBUTED\", \"ExecutionType\": \"STANDARD\"},";

    @Test
    void givesEveryBranchTheArgumentsAndKeepsTheirOrder() {
        var outcome = fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "P", "States": {
                  "P": {"Type": "Parallel", "Arguments": {"n": "{% $states.input + 1 %}"}, "End": true,
                    "Output": "{% $states.result %}", "Branches": [
                    {"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 5, "Output": "{% $states.input.n %}", "End": true}}},
                    {"StartAt": "B", "States": {"B": {"Type": "Pass", "Output": "b", "End": true}}}]}}}""", "1");
        assertThat(outcome.output()).isEqualTo(Json.trusted("[2,\"b\"]"));
        assertThat(outcome.types())
                .containsSubsequence("ParallelStateStarted", "ParallelStateSucceeded", "ParallelStateExited");
    }

    @Test
    void stopsTheOtherBranchesWhenOneFails() {
        var outcome = fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "P", "States": {
                  "P": {"Type": "Parallel", "End": true, "Branches": [
                    {"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 500, "End": true}}},
                    {"StartAt": "B", "States": {"B": {"Type": "Wait", "Seconds": 5, "Next": "F"}, "F": {"Type": "Fail", "Error": "No"}}}]}}}""", "{}");
        assertThat(outcome.error()).isEqualTo("No");
        assertThat(outcome.types())
                .containsSubsequence("FailStateEntered", "WaitStateAborted", "ParallelStateFailed", "ExecutionFailed");
        assertThat(outcome.seconds("ExecutionFailed")).containsExactly(5.0);
    }

    @Test
    void runsAllBranchesAgainOnARetryOfTheWholeState() {
        var calls = new AtomicInteger();
        String function = fixture.function("flaky", event -> {
            if (calls.incrementAndGet() < 3) {
                throw new FunctionFailed("Flaky", "no");
            }
            return event;
        });
        var outcome = fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "P", "States": {
                  "P": {"Type": "Parallel", "End": true, "Retry": [{"ErrorEquals": ["Flaky"], "MaxAttempts": 2}], "Branches": [
                    {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}},
                    {"StartAt": "B", "States": {"B": {"Type": "Task", "Resource": "%s", "End": true}}}]}}}""".formatted(function), "7");
        assertThat(outcome.output()).isEqualTo(Json.trusted("[7,7]"));
        assertThat(outcome.events("PassStateEntered")).hasSize(3);
        assertThat(outcome.events("ParallelStateEntered")).hasSize(1);
    }

    @Test
    void mapsItemsWithASelector() {
        var outcome = map(
                "\"Items\": \"{% $states.input.list %}\", \"ItemSelector\": {\"i\": \"{% $states.context.Map.Item.Index %}\","
                        + " \"v\": \"{% $states.context.Map.Item.Value %}\", \"k\": \"{% $states.input.k %}\"},",
                "",
                "{\"Type\": \"Pass\", \"Output\": \"{% $states.input.v * $states.input.k + $states.input.i %}\", \"End\": true}",
                "{\"list\": [1, 2, 3], \"k\": 10}");
        assertThat(outcome.output()).isEqualTo(Json.trusted("[10,21,32]"));
    }

    @Test
    void runsAsManyIterationsAtOnceAsAllowed() {
        var outcome = map(
                "\"MaxConcurrency\": \"{% 2 %}\",",
                "", "{\"Type\": \"Wait\", \"Seconds\": 10, \"End\": true}", "[1,2,3,4,5]");
        assertThat(outcome.seconds("MapIterationStarted")).containsExactly(0.0, 0.0, 10.0, 10.0, 20.0);
        assertThat(outcome.output()).isEqualTo(Json.trusted("[1,2,3,4,5]"));
    }

    @Test
    void mapsNothing() {
        var outcome = map("", "", "{\"Type\": \"Pass\", \"End\": true}", "[]");
        assertThat(outcome.output()).isEqualTo(Json.trusted("[]"));
        assertThat(outcome.types())
                .containsExactly(
                        "ExecutionStarted",
                        "MapStateEntered",
                        "MapStateStarted",
                        "MapStateSucceeded",
                        "MapStateExited",
                        "ExecutionSucceeded");
    }

    @Test
    void failsWithItsFirstFailedIterationAndStopsTheOthers() {
        var outcome = map(
                "",
                "",
                "{\"Type\": \"Choice\", \"Choices\": [{\"Condition\": \"{% $states.input = 2 %}\", \"Next\": \"F\"}], \"Default\": \"W\"},"
                        + "\"F\": {\"Type\": \"Fail\", \"Error\": \"Two\"}, \"W\": {\"Type\": \"Wait\", \"Seconds\": 9, \"End\": true}",
                "[1,2,3]");
        assertThat(outcome.error()).isEqualTo("Two");
        assertThat(outcome.types())
                .contains("MapIterationFailed", "MapIterationAborted")
                .endsWith("MapStateFailed", "ExecutionFailed");
        assertThat(outcome.events("MapIterationAborted")).hasSize(2);
    }

    @Test
    void startsAnExecutionForEachItemOfADistributedMap() {
        var outcome = map(
                "\"Label\": \"each\",",
                DISTRIBUTED,
                "{\"Type\": \"Pass\", \"Output\": \"{% $states.context.Execution.Id %}\", \"End\": true}",
                "[1,2]");
        assertThat(outcome.output()).hasSize(2);
        String child = outcome.output().get(0).asText();
        assertThat(child).matches("arn:aws:states:us-east-1:123456789012:execution:[^:]+/each:[0-9a-f-]{36}");
        assertThat(fixture.describe(child).path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(fixture.describe(child).path("mapRunArn").asText())
                .isEqualTo(outcome.events("MapRunStarted")
                        .getFirst()
                        .path("mapRunStartedEventDetails")
                        .path("mapRunArn")
                        .asText());
        assertThat(outcome.types())
                .containsExactly(
                        "ExecutionStarted",
                        "MapStateEntered",
                        "MapStateStarted",
                        "MapRunStarted",
                        "MapRunSucceeded",
                        "MapStateSucceeded",
                        "MapStateExited",
                        "ExecutionSucceeded");
    }

    @Test
    void goesThroughTheEntriesOfAnObject() {
        var outcome = map(
                "\"Items\": \"{% $states.input %}\",",
                DISTRIBUTED, "{\"Type\": \"Pass\", \"End\": true}", "{\"a\": 1, \"b\": 2}");
        assertThat(outcome.output())
                .isEqualTo(Json.trusted("[{\"Key\":\"a\",\"Value\":1},{\"Key\":\"b\",\"Value\":2}]"));
    }

    @Test
    void putsItemsIntoBatches() {
        var outcome = map(
                "\"ItemBatcher\": {\"MaxItemsPerBatch\": 2, \"BatchInput\": {\"k\": \"{% $count($states.input) %}\"}},",
                DISTRIBUTED, "{\"Type\": \"Pass\", \"End\": true}", "[1,2,3]");
        assertThat(outcome.output())
                .isEqualTo(Json.trusted(
                        "[{\"Items\":[1,2],\"BatchInput\":{\"k\":3}},{\"Items\":[3],\"BatchInput\":{\"k\":3}}]"));
    }

    @Test
    void bearsAsManyFailedItemsAsAllowed() {
        String odd =
                "{\"Type\": \"Choice\", \"Choices\": [{\"Condition\": \"{% $states.input % 2 = 1 %}\", \"Next\": \"F\"}],"
                        + " \"Default\": \"S\"}, \"F\": {\"Type\": \"Fail\"}, \"S\": {\"Type\": \"Succeed\"}";
        assertThat(map("\"ToleratedFailureCount\": 2,", DISTRIBUTED, odd, "[1,2,3,4]")
                        .output())
                .isEqualTo(Json.trusted("[2,4]"));
        assertThat(map("\"ToleratedFailurePercentage\": 50,", DISTRIBUTED, odd, "[1,2,3,4]")
                        .status())
                .isEqualTo("SUCCEEDED");
        assertThat(map("\"ToleratedFailurePercentage\": 49.9,", DISTRIBUTED, odd, "[1,2,3,4]")
                        .error())
                .isEqualTo("States.ExceedToleratedFailureThreshold");
        assertThat(map("", DISTRIBUTED, odd, "[2,1]").error()).isEqualTo("States.ExceedToleratedFailureThreshold");
    }
}
