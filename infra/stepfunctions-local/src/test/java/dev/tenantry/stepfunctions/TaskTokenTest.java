package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.clock.SystemClock;
import dev.tenantry.stepfunctions.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting for a callback with a task token. Source: Developer Guide, "Wait for a Callback with Task Token". */
class TaskTokenTest {
    private final EngineFixture fixture = new EngineFixture(new SystemClock());

    @AfterEach
    void close() {
        fixture.close();
    }

    private String start(String fields) {
        fixture.function("ask", _ -> Json.NODES.textNode("asked"));
        return fixture.start("""
                {"QueryLanguage": "JSONata", "StartAt": "T", "States": {"T": {"Type": "Task", %s "End": true,
                  "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
                  "Arguments": {"FunctionName": "ask", "Payload": {"token": "{%% $states.context.Task.Token %%}"}}}}}""".formatted(fields), "{}");
    }

    private String token(String arn) {
        fixture.event(arn, "TaskSubmitted");
        JsonNode scheduled = fixture.event(arn, "TaskScheduled").path("taskScheduledEventDetails");
        return Json.trusted(scheduled.path("parameters").asText())
                .path("Payload")
                .path("token")
                .asText();
    }

    private static ObjectNode with(String token) {
        return Json.NODES.objectNode().put("taskToken", token);
    }

    @Test
    void goesOnWithTheOutputThatTheTokenBrings() {
        String arn = start("");
        fixture.call("SendTaskSuccess", with(token(arn)).put("output", "{\"answer\": 42}"));
        assertThat(fixture.outcome(arn).output()).isEqualTo(Json.trusted("{\"answer\":42}"));
        assertThat(fixture.outcome(arn).types())
                .containsExactly(
                        "ExecutionStarted",
                        "TaskStateEntered",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskSubmitted",
                        "TaskSucceeded",
                        "TaskStateExited",
                        "ExecutionSucceeded");
    }

    @Test
    void failsWithTheErrorThatTheTokenBrings() {
        String arn = start("");
        fixture.call("SendTaskFailure", with(token(arn)).put("error", "Refused").put("cause", "by hand"));
        assertThat(fixture.outcome(arn).error()).isEqualTo("Refused");
        assertThat(fixture.outcome(arn).cause()).isEqualTo("by hand");
    }

    @Test
    void takesATokenOnce() {
        String arn = start("");
        String token = token(arn);
        fixture.call("SendTaskHeartbeat", with(token));
        fixture.call("SendTaskSuccess", with(token).put("output", "1"));
        String tooLate = "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'";
        assertThat(fixture.refusal("SendTaskSuccess", with(token).put("output", "1")))
                .isEqualTo(tooLate);
        assertThat(fixture.refusal("SendTaskFailure", with(token))).isEqualTo(tooLate);
        assertThat(fixture.refusal("SendTaskHeartbeat", with(token))).isEqualTo(tooLate);
    }

    @Test
    void refusesWhatIsNoTokenAndWhatIsNoJson() {
        assertThat(fixture.refusal("SendTaskSuccess", with("nonsense").put("output", "1")))
                .isEqualTo("InvalidToken: Invalid Token: 'Invalid token'");
        String arn = start("");
        assertThat(fixture.refusal("SendTaskSuccess", with(token(arn)).put("output", "{")))
                .startsWith("InvalidOutput: ");
    }

    @Test
    void keepsWaitingWhenTheOutputIsTooLong() {
        String arn = start("");
        String token = token(arn);
        // Source: service model, SensitiveData: at most 262,144 characters; sensitive, so the error does not repeat it.
        String tooLong = '"' + "x".repeat(262_143) + '"';
        assertThat(fixture.refusal("SendTaskSuccess", with(token).put("output", tooLong)))
                .isEqualTo("ValidationException: 1 validation error detected: Value at 'output' failed to satisfy"
                        + " constraint: Member must have length less than or equal to 262144");
        assertThat(fixture.refusal("SendTaskFailure", with(token).put("error", "secret".repeat(50))))
                .isEqualTo("ValidationException: 1 validation error detected: Value at 'error' failed to satisfy"
                        + " constraint: Member must have length less than or equal to 256");
        fixture.call("SendTaskSuccess", with(token).put("output", "1"));
        assertThat(fixture.outcome(arn).status()).isEqualTo("SUCCEEDED");
    }

    @Test
    void timesOutWithoutAHeartbeat() {
        try (var skipping = new EngineFixture()) {
            skipping.function("ask", _ -> Json.NODES.nullNode());
            var outcome = skipping.run("""
                    {"QueryLanguage": "JSONata", "StartAt": "T", "States": {
                      "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "End": true,
                        "TimeoutSeconds": 100, "HeartbeatSeconds": "{% 10 %}", "Arguments": {"FunctionName": "ask"},
                        "Retry": [{"ErrorEquals": ["States.HeartbeatTimeout"], "MaxAttempts": 1}],
                        "Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "Late"}]},
                      "Late": {"Type": "Pass", "End": true}}}""", "{}");
            assertThat(outcome.output()).isEqualTo(Json.trusted("{\"Error\":\"States.Timeout\",\"Cause\":\"\"}"));
            assertThat(outcome.seconds("TaskTimedOut")).containsExactly(10.0, 21.0);
        }
    }
}
