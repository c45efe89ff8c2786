package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.stepfunctions.EngineFixture.FunctionFailed;
import dev.tenantry.stepfunctions.json.Json;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Retry, Catch and the reserved error names. Source: Developer Guide, "Handling errors in Step Functions workflows".
 */
class ErrorHandlingTest {
    private final EngineFixture fixture = new EngineFixture();
    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void close() {
        fixture.close();
    }

    /** A machine with one task that ends in "Caught" when it catches. */
    private EngineFixture.Outcome task(String function, String fields) {
        return fixture.run(
                """
                {"QueryLanguage": "JSONata", "StartAt": "T", "States": {
                  "T": {"Type": "Task", "Resource": "%s", %s "End": true},
                  "Caught": {"Type": "Pass", "End": true}}}""".formatted(function, fields + (fields.contains("Caught") ? "" : catching("Never"))), "{}");
    }

    private static String catching(String... errors) {
        return "\"Catch\": [{\"ErrorEquals\": [\"" + String.join("\", \"", errors) + "\"], \"Next\": \"Caught\"}],";
    }

    private String failing(String error) {
        return fixture.function("failing", _ -> {
            calls.incrementAndGet();
            throw new FunctionFailed(error, "no");
        });
    }

    /** Java's own regular expressions recurse for each character of the text, until the thread's stack ends. */
    @Test
    void catchesAJavaErrorInAnExpression() {
        String overflow = "\"Arguments\": \"{% $contains($pad('a', 1000000, 'a'), /(a|b)*/) %}\",";
        var caught = task(fixture.function("unused", each -> each), overflow + catching("States.QueryEvaluationError"));
        assertThat(caught.status()).isEqualTo("SUCCEEDED");
        assertThat(caught.output().path("Error").asText()).isEqualTo("States.QueryEvaluationError");

        var failed = task(fixture.function("unused", each -> each), overflow);
        assertThat(failed.status()).isEqualTo("FAILED");
        assertThat(failed.cause()).contains("Stack overflow error");
    }

    @Test
    void retriesWithGrowingDelaysUpToTheLongest() {
        var outcome = task(failing("com.example.Busy"), """
                "Retry": [{"ErrorEquals": ["com.example.Busy"], "IntervalSeconds": 2, "MaxAttempts": 4, "BackoffRate": 3,
                           "MaxDelaySeconds": 10}],""");
        assertThat(outcome.error()).isEqualTo("com.example.Busy");
        // 2, 6, then 10 instead of 18 and 54
        assertThat(outcome.seconds("LambdaFunctionScheduled")).containsExactly(0.0, 2.0, 8.0, 18.0, 28.0);
    }

    @Test
    void drawsTheDelayBetweenZeroAndItself() {
        var outcome = task(failing("Busy"), """
                "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 100, "MaxAttempts": 5, "BackoffRate": 1, "JitterStrategy": "FULL"}],""");
        var times = outcome.seconds("LambdaFunctionScheduled");
        assertThat(times).hasSize(6);
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isBetween(0.0, 100.0);
        }
        assertThat(times.getLast()).isNotIn(0.0, 500.0);
    }

    @Test
    void countsEachRetrierByItselfAndAllOfThemInTheContext() {
        var counts = new CopyOnWriteArrayList<Integer>();
        String function = fixture.function("alternating", event -> {
            counts.add(event.path("count").asInt());
            throw new FunctionFailed(calls.getAndIncrement() % 2 == 0 ? "A" : "B", "no");
        });
        var outcome = task(function, """
                "Arguments": {"count": "{% $states.context.State.RetryCount %}"},
                "Retry": [{"ErrorEquals": ["A"], "MaxAttempts": 2}, {"ErrorEquals": ["States.ALL"], "MaxAttempts": 1}],""");
        assertThat(counts).containsExactly(0, 1, 2, 3);
        assertThat(outcome.error()).isEqualTo("B");
    }

    @Test
    void doesNotRetryWithZeroAttempts() {
        task(
                failing("A"),
                "\"Retry\": [{\"ErrorEquals\": [\"A\"], \"MaxAttempts\": 0}, {\"ErrorEquals\": [\"States.ALL\"]}],");
        assertThat(calls).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({
        "com.example.Busy, States.ALL, true",
        "com.example.Busy, States.TaskFailed, true",
        "com.example.Busy, com.example.Busy, true",
        "com.example.Busy, Busy, false",
        "com.example.Busy, States.Timeout, false",
    })
    void catchesByName(String error, String wanted, boolean caught) {
        assertThat(task(failing(error), catching(wanted)).status()).isEqualTo(caught ? "SUCCEEDED" : "FAILED");
    }

    @Test
    void givesTheErrorToTheHandler() {
        var outcome = fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "T", "States": {
                  "T": {"Type": "Task", "Resource": "%s", "End": true, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "H",
                    "Assign": {"what": "{%% $states.errorOutput.Error %%}"},
                    "Output": {"cause": "{%% $parse($states.errorOutput.Cause).errorMessage %%}", "in": "{%% $states.input %%}"}}]},
                  "H": {"Type": "Pass", "Output": {"what": "{%% $what %%}", "got": "{%% $states.input %%}"}, "End": true}}}""".formatted(failing("com.example.Broken")), "[1]");
        assertThat(outcome.output())
                .isEqualTo(Json.trusted("{\"what\":\"com.example.Broken\",\"got\":{\"cause\":\"no\",\"in\":[1]}}"));
    }

    @Test
    void failsForGoodWhenAHandlerFails() {
        var outcome = fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "T", "States": {
                  "T": {"Type": "Task", "Resource": "%s", "End": true, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "H",
                    "Output": "{%% $nothing %%}"}]},
                  "H": {"Type": "Succeed"}}}""".formatted(failing("A")), "{}");
        assertThat(outcome.error()).isEqualTo("States.QueryEvaluationError");
        assertThat(outcome.cause()).contains("field 'Catch[0]/Output'");
    }

    @Test
    void catchesAFailedEvaluation() {
        var outcome =
                task(failing("A"), "\"Arguments\": \"{% $nothing %}\"," + catching("States.QueryEvaluationError"));
        assertThat(outcome.status()).isEqualTo("SUCCEEDED");
        assertThat(calls).hasValue(0);
        assertThat(outcome.types()).containsSubsequence("TaskStateEntered", "EvaluationFailed", "TaskStateExited");
    }

    @Test
    void lacksAFunctionName() {
        var outcome = fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "T", "States": {
                  "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"Payload": 1}, "End": true,
                    "Catch": [{"ErrorEquals": ["States.Runtime", "A"], "Next": "H"}]},
                  "H": {"Type": "Succeed"}}}""", "{}");
        assertThat(outcome.error()).isEqualTo("States.Runtime");
        assertThat(outcome.cause()).endsWith("[The field 'FunctionName' is required but was missing]");
    }

    @Test
    void letsNoWildcardCatchAnOutputThatIsTooLarge() {
        String large = fixture.function("large", _ -> Json.NODES.textNode("x".repeat(200_000)));
        String output = "\"Output\": \"{% $states.result & $states.result %}\",";
        assertThat(task(large, output + catching("States.ALL")).error()).isEqualTo("States.DataLimitExceeded");
        assertThat(task(large, output + catching("States.DataLimitExceeded")).status())
                .isEqualTo("SUCCEEDED");
    }

    @Test
    void namesTheErrorsOfTheLambdaService() {
        var outcome = fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "T", "States": {"T": {"Type": "Task",
                  "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "nobody"}, "End": true}}}""", "{}");
        assertThat(outcome.error()).isEqualTo("Lambda.ResourceNotFoundException");
        assertThat(outcome.cause())
                .matches("Function not found: nobody \\(Service: Lambda, Status Code: 404, Request ID: [0-9a-f-]{36}\\)"
                        + " \\(SDK Attempt Count: 1\\)");
        assertThat(outcome.types()).contains("TaskScheduled", "TaskStarted", "TaskFailed");
    }

    @Test
    void failsWithWhatAFailStateSays() {
        var outcome = fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "F", "States": {
                  "F": {"Type": "Fail", "Error": "{% $states.input.e %}", "Cause": "because"}}}""", "{\"e\": \"Mine\"}");
        assertThat(outcome.error()).isEqualTo("Mine");
        assertThat(outcome.cause()).isEqualTo("because");
    }

    @Test
    void timesTheWholeExecutionOut() {
        var outcome = fixture.run("""
                {"QueryLanguage": "JSONata", "TimeoutSeconds": 30, "StartAt": "W", "States": {
                  "W": {"Type": "Wait", "Seconds": 60, "End": true}}}""", "{}");
        assertThat(outcome.status()).isEqualTo("TIMED_OUT");
        assertThat(outcome.description().has("error")).isFalse();
        assertThat(outcome.types()).endsWith("WaitStateEntered", "ExecutionTimedOut");
        assertThat(outcome.seconds("ExecutionTimedOut")).containsExactly(30.0);
    }
}
