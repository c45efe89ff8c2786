package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting for a callback with a task token. Source: Developer Guide, "Wait for a Callback with Task Token". */
class TaskTokenTest {
    private final Trial trial = new Trial(new SystemClock());

    @AfterEach
    void close() {
        trial.close();
    }

    private String start(String fields) {
        trial.function("ask", _ -> Json.NODES.textNode("asked"));
        return trial.start("""
                {"QueryLanguage": "JSONata", "StartAt": "T", "States": {"T": {"Type": "Task", %s "End": true,
                  "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
                  "Arguments": {"FunctionName": "ask", "Payload": {"token": "{%% $states.context.Task.Token %%}"}}}}}""".formatted(fields), "{}");
    }

    private String token(String arn) {
        trial.event(arn, "TaskSubmitted");
        JsonNode scheduled = trial.event(arn, "TaskScheduled").path("taskScheduledEventDetails");
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
        trial.call("SendTaskSuccess", with(token(arn)).put("output", "{\"answer\": 42}"));
        assertThat(trial.outcome(arn).output()).isEqualTo(Json.trusted("{\"answer\":42}"));
        assertThat(trial.outcome(arn).types())
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
        trial.call("SendTaskFailure", with(token(arn)).put("error", "Refused").put("cause", "by hand"));
        assertThat(trial.outcome(arn).error()).isEqualTo("Refused");
        assertThat(trial.outcome(arn).cause()).isEqualTo("by hand");
    }

    @Test
    void takesATokenOnce() {
        String arn = start("");
        String token = token(arn);
        trial.call("SendTaskHeartbeat", with(token));
        trial.call("SendTaskSuccess", with(token).put("output", "1"));
        String tooLate = "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'";
        assertThat(trial.refusal("SendTaskSuccess", with(token).put("output", "1")))
                .isEqualTo(tooLate);
        assertThat(trial.refusal("SendTaskFailure", with(token))).isEqualTo(tooLate);
        assertThat(trial.refusal("SendTaskHeartbeat", with(token))).isEqualTo(tooLate);
    }

    @Test
    void refusesWhatIsNoTokenAndWhatIsNoJson() {
        assertThat(trial.refusal("SendTaskSuccess", with("nonsense").put("output", "1")))
                .isEqualTo("InvalidToken: Invalid Token: 'Invalid token'");
        String arn = start("");
        assertThat(trial.refusal("SendTaskSuccess", with(token(arn)).put("output", "{")))
                .startsWith("InvalidOutput: ");
    }

    @Test
    void timesOutWithoutAHeartbeat() {
        try (var skipping = new Trial()) {
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
