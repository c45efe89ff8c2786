package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.stepfunctions.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How data goes through a machine. Source: Developer Guide, "Transforming data with JSONata" and "Passing data between
 * states with variables".
 */
class DataFlowTest {
    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private EngineFixture.Outcome pass(String fields, String input) {
        return fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {"Type": "Pass", %s "End": true}}}""".formatted(fields), input);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$states.input.a.b            | 7",
                "$count($states.input.list)   | 3",
                "$states.input.list[1]        | 2",
                "$partition([1,2,3], 2)       | [[1,2],[3]]",
                "$range(0, 6, 2)              | [0,2,4,6]",
                "$range(3, 1, -1)             | [3,2,1]",
                "$hash('input', 'SHA-1')      | \"140f86aae51ab9e1cda9b4254fe98a74eb54c1a1\"",
                "$random(42)                  | 0.7275636800328681",
                "$parse('{\"a\": [1, null]}') | {\"a\":[1,null]}",
                "$millis()                    | 1767225600000",
                "$now()                       | \"2026-01-01T00:00:00.000Z\"",
                "$states.input.big            | 9007199254740993",
                "[1..$states.input.three]     | [1,2,3]",
            })
    void evaluatesAnExpression(String expression, String expected) throws Exception {
        var outcome = pass(
                "\"Output\": " + Json.text(Json.NODES.textNode("{% " + expression + " %}")) + ",",
                "{\"a\": {\"b\": 7}, \"list\": [1, 2, 3], \"big\": 9007199254740993, \"three\": 3.0}");
        assertThat(outcome.description().path("output").asText()).isEqualTo(Json.text(Json.parse(expected)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$nothing                    | returned nothing (undefined).",
                "$eval('1')                  | threw an error during evaluation. T1006: Attempted to invoke a non-function",
                "$sum('a')                   | threw an error during evaluation. T0412: Argument 1 of function \"sum\" must be an array of \"numbers\"",
                "$partition([1], 0)          | returned nothing (undefined).",
                "$toMillis('today')          | threw an error during evaluation. D3110: The argument of the toMillis function must be an ISO 8601 formatted timestamp. Given \"today\"",
                "($f := function($x) { $x = 0 ? 0 : 1 + $f($x - 1) }; $f(1000)) | threw an error during evaluation: Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.",
                "($f := function($x) { $f($x + 1) }; $f(1)) | threw an error during evaluation: Expression evaluation timeout: Check for infinite loop",
            })
    void failsWithTheCauseThatAwsGives(String expression, String sentence) {
        var outcome = pass(
                "\"Output\": {\"list\": [0, " + Json.text(Json.NODES.textNode("{% " + expression + " %}")) + "]},",
                "{}");
        assertThat(outcome.error()).isEqualTo("States.QueryEvaluationError");
        assertThat(outcome.cause())
                .isEqualTo(
                        "An error occurred while executing the state 'P' (entered at the event id #2). The JSONata expression '"
                                + expression + "' specified for the field 'Output/list[1]' " + sentence);
        assertThat(outcome.types())
                .containsExactly("ExecutionStarted", "PassStateEntered", "EvaluationFailed", "ExecutionFailed");
    }

    @Test
    void keepsEveryDigitOfANumberThatNoExpressionTouches() {
        var outcome = pass("", "{\"money\": 1.10, \"big\": 123456789012345678901234567890}");
        assertThat(outcome.description().path("output").asText())
                .isEqualTo("{\"money\":1.10,\"big\":123456789012345678901234567890}");
    }

    @Test
    void evaluatesOutputAndAssignAgainstTheValuesOnEntry() {
        var outcome = fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
                  "A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "B"},
                  "B": {"Type": "Pass", "Assign": {"x": 2, "y": "{% $x %}"}, "Output": "{% $x %}", "Next": "C"},
                  "C": {"Type": "Pass", "Output": {"x": "{% $x %}", "y": "{% $y %}", "in": "{% $states.input %}"}, "End": true}}}""", "{}");
        assertThat(outcome.output()).isEqualTo(Json.trusted("{\"x\":2,\"y\":1,\"in\":1}"));
    }

    @Test
    void letsAnInnerScopeReadAndNotChangeTheOuterOne() {
        var outcome = fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
                  "A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "P"},
                  "P": {"Type": "Parallel", "Next": "Z", "Branches": [{"StartAt": "B", "States": {
                    "B": {"Type": "Pass", "Assign": {"inner": "{% $x + 1 %}"}, "Next": "C"},
                    "C": {"Type": "Pass", "Output": "{% $inner %}", "End": true}}}]},
                  "Z": {"Type": "Pass", "Output": ["{% $states.input[0] %}", "{% $exists($inner) %}"], "End": true}}}""", "{}");
        assertThat(outcome.output()).isEqualTo(Json.trusted("[2,false]"));
    }

    @Test
    void hidesTheOuterVariablesFromADistributedMap() {
        var outcome = fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
                  "A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "M"},
                  "M": {"Type": "Map", "Items": [1], "End": true, "ItemProcessor": {
                    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                    "StartAt": "B", "States": {"B": {"Type": "Pass", "Output": "{% $exists($x) %}", "End": true}}}}}}""", "{}");
        assertThat(outcome.output()).isEqualTo(Json.trusted("[false]"));
    }

    @Test
    void showsTheContextObject() {
        String arn = fixture.start(fixture.create("context", """
                        {"QueryLanguage": "JSONata", "StartAt": "P", "States": {
                          "P": {"Type": "Pass", "Output": "{% $states.context %}", "End": true}}}"""), "named", "{\"k\":1}");
        assertThat(fixture.outcome(arn).output()).isEqualTo(Json.trusted("""
                        {"Execution": {"Id": "arn:aws:states:us-east-1:123456789012:execution:context:named", "Input": {"k": 1},
                          "StartTime": "2026-01-01T00:00:00.000Z", "Name": "named", "RoleArn": "arn:aws:iam::123456789012:role/engine",
                          "RedriveCount": 0},
                         "StateMachine": {"Id": "arn:aws:states:us-east-1:123456789012:stateMachine:context", "Name": "context"},
                         "State": {"Name": "P", "EnteredTime": "2026-01-01T00:00:00.000Z"}}"""));
    }

    @Test
    void takesTheFirstRuleThatIsTrue() {
        String machine = """
                {"QueryLanguage": "JSONata", "StartAt": "C", "States": {
                  "C": {"Type": "Choice", "Default": "Else", "Output": "default", "Choices": [
                    {"Condition": "{% $states.input > 10 %}", "Next": "Big", "Assign": {"size": "big"}},
                    {"Condition": "{% $states.input > 5 %}", "Next": "Big", "Assign": {"size": "middle"}, "Output": "rule"}]},
                  "Big": {"Type": "Pass", "Output": "{% $size & '/' & $states.input %}", "End": true},
                  "Else": {"Type": "Succeed"}}}""";
        assertThat(fixture.run(machine, "20").output().asText()).isEqualTo("big/20");
        assertThat(fixture.run(machine, "7").output().asText()).isEqualTo("middle/rule");
        assertThat(fixture.run(machine, "1").output().asText()).isEqualTo("default");
    }

    @Test
    void failsAChoiceThatLeadsNowhereOrIsNoQuestion() {
        String machine = """
                {"QueryLanguage": "JSONata", "StartAt": "C", "States": {
                  "C": {"Type": "Choice", "Choices": [{"Condition": "{% $states.input %}", "Next": "End"}]},
                  "End": {"Type": "Succeed"}}}""";
        var nowhere = fixture.run(machine, "false");
        assertThat(nowhere.error()).isEqualTo("States.Runtime");
        assertThat(nowhere.cause())
                .endsWith("Failed to transition out of the state. The state does not point to a next state.");
        var noQuestion = fixture.run(machine, "\"yes\"");
        assertThat(noQuestion.error()).isEqualTo("States.QueryEvaluationError");
        assertThat(noQuestion.cause())
                .endsWith("specified for the field 'Choices[0]/Condition' returned an unexpected result type."
                        + " Expected 'boolean', but was 'string' for value: \"yes\"");
    }

    @Test
    void limitsTheDataOfAStateTo256KiB() {
        String largest = "\"" + "x".repeat(262_142) + "\"";
        var outcome = pass("\"Output\": \"{% $states.input & 'x' %}\",", largest);
        assertThat(outcome.error()).isEqualTo("States.DataLimitExceeded");
        assertThat(outcome.cause())
                .isEqualTo(
                        "The state/task 'P' returned a result with a size exceeding the maximum number of bytes service limit.");
        assertThat(pass("", largest).status()).isEqualTo("SUCCEEDED");
    }

    @Test
    void endsAfter25000Events() {
        var outcome = fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
                  "A": {"Type": "Choice", "Choices": [{"Condition": "{% true %}", "Next": "A"}], "Default": "Z"},
                  "Z": {"Type": "Succeed"}}}""", "{}");
        assertThat(outcome.history()).hasSize(25_000);
        assertThat(outcome.history().getLast().path("type").asText()).isEqualTo("ExecutionFailed");
        assertThat(outcome.history().getLast().path("previousEventId").asLong()).isEqualTo(24_999);
        assertThat(outcome.cause()).isEqualTo("The execution reached the maximum number of history events (25000).");
    }
}
