package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * EXPRESS machines, settings and limits of parameters. Source: API Reference (DescribeExecution, ListExecutions,
 * LoggingConfiguration), the service model's lengths, and API calls recorded from AWS (LocalStack's snapshots).
 */
class ApiLimitsTest {
    private static final String PASS = """
            {"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}""";

    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static ObjectNode create(String name) {
        ObjectNode create = Json.NODES.objectNode();
        return create.put("name", name).put("definition", PASS).put("roleArn", EngineFixture.ROLE);
    }

    private String express() {
        return fixture.call("CreateStateMachine", create("e").put("type", "EXPRESS"))
                .path("stateMachineArn")
                .asText();
    }

    @Test
    void executionsOfAnExpressMachineHaveAnArnOfTheirOwnAndMayShareAName() {
        String machine = express();
        String first = fixture.start(machine, "n", "{}");
        assertThat(first).matches("arn:aws:states:us-east-1:123456789012:express:e:n:[0-9a-f-]{36}");
        assertThat(fixture.start(machine, "n", "{\"other\":1}")).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DescribeExecution",
                "GetExecutionHistory",
                "StopExecution",
                "RedriveExecution",
                "DescribeStateMachineForExecution"
            })
    void executionsOfAnExpressMachineCannotBeReadOrChanged(String operation) {
        String arn = fixture.start(express(), "n", "{}");
        assertThat(fixture.refusal(operation, Json.NODES.objectNode().put("executionArn", arn)))
                .isEqualTo("InvalidArn: Invalid Arn: 'Resource type not valid in this context: express'");
    }

    @Test
    void executionsOfAnExpressMachineAreNotListed() {
        assertThat(fixture.refusal("ListExecutions", Json.NODES.objectNode().put("stateMachineArn", express())))
                .isEqualTo(
                        "StateMachineTypeNotSupported: This operation is not supported by this type of state machine");
    }

    @Test
    void executionsOfAnExpressMachineSendNoEvents() {
        fixture.start(express(), "n", "{}");
        String standard = fixture.start(PASS, "{}");
        await().until(() -> fixture.statusEvents.size() == 2);
        assertThat(fixture.statusEvents)
                .allMatch(event -> event.path("resources").get(0).asText().equals(standard));
    }

    @Test
    void anExpressMachineEndsAfterFiveMinutes() {
        ObjectNode create = create("slow").put("type", "EXPRESS");
        create.put("definition", """
                {"QueryLanguage": "JSONata", "StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 301, "End": true}}}""");
        String slow = fixture.call("CreateStateMachine", create)
                .path("stateMachineArn")
                .asText();
        var outcome = fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
                  "Resource": "arn:aws:states:::states:startExecution.sync:2", "Arguments": {"StateMachineArn": "%s"}}}}""".formatted(slow), "{}");
        assertThat(Json.trusted(outcome.cause()).path("Status").asText()).isEqualTo("TIMED_OUT");
        assertThat(outcome.seconds("ExecutionFailed")).containsExactly(300.0);
    }

    private String createWith(String settings) {
        ObjectNode create = create("s");
        create.setAll((ObjectNode) Json.trusted(settings));
        return fixture.refusal("CreateStateMachine", create);
    }

    @Test
    void aLogLevelNeedsOneDestination() {
        String one =
                "InvalidLoggingConfiguration: Invalid Logging Configuration: Must specify exactly one Log Destination.";
        String group = """
                {"cloudWatchLogsLogGroup": {"logGroupArn": "arn:aws:logs:us-east-1:123456789012:log-group:g:*"}}""";
        assertThat(createWith("{\"loggingConfiguration\": {\"level\": \"ALL\"}}"))
                .isEqualTo(one);
        assertThat(createWith("{\"loggingConfiguration\": {\"level\": \"ERROR\", \"destinations\": []}}"))
                .isEqualTo(one);
        assertThat(createWith("{\"loggingConfiguration\": {\"level\": \"ALL\", \"destinations\": [" + group + ","
                        + group + "]}}"))
                .isEqualTo(one);
        assertThat(createWith("{\"loggingConfiguration\": {\"level\": \"LOUD\"}}"))
                .startsWith("ValidationException: 1 validation error detected: Value 'LOUD'");
        assertThat(createWith("{\"loggingConfiguration\": {\"level\": \"ALL\", \"destinations\": ["
                        + group.replace(":*", "") + "]}}"))
                .startsWith("InvalidLoggingConfiguration: ");
        ObjectNode good = create("s");
        good.set("loggingConfiguration", Json.trusted("{\"level\": \"ALL\", \"destinations\": [" + group + "]}"));
        String machine =
                fixture.call("CreateStateMachine", good).path("stateMachineArn").asText();
        JsonNode described =
                fixture.call("DescribeStateMachine", Json.NODES.objectNode().put("stateMachineArn", machine));
        assertThat(described.path("loggingConfiguration"))
                .isEqualTo(Json.trusted(
                        "{\"level\": \"ALL\", \"destinations\": [" + group + "], \"includeExecutionData\": false}"));
        ObjectNode update = Json.NODES.objectNode().put("stateMachineArn", machine);
        update.putObject("loggingConfiguration").put("level", "FATAL");
        assertThat(fixture.refusal("UpdateStateMachine", update)).isEqualTo(one);
    }

    @Test
    void defaultsAreShownAndMakeNoOtherMachine() {
        String machine = fixture.call("CreateStateMachine", create("d"))
                .path("stateMachineArn")
                .asText();
        JsonNode described =
                fixture.call("DescribeStateMachine", Json.NODES.objectNode().put("stateMachineArn", machine));
        assertThat(described.path("encryptionConfiguration")).isEqualTo(Json.trusted("{\"type\":\"AWS_OWNED_KEY\"}"));
        assertThat(described.path("loggingConfiguration"))
                .isEqualTo(Json.trusted("{\"level\":\"OFF\",\"includeExecutionData\":false}"));
        ObjectNode again = create("d");
        again.putObject("loggingConfiguration").put("level", "OFF");
        assertThat(fixture.call("CreateStateMachine", again)
                        .path("stateMachineArn")
                        .asText())
                .isEqualTo(machine);
    }

    @Test
    void pageTokensAreOfLimitedLength() {
        String machine = fixture.create("m", PASS);
        ObjectNode list =
                Json.NODES.objectNode().put("stateMachineArn", machine).put("nextToken", "x".repeat(3097));
        assertThat(fixture.refusal("ListExecutions", list))
                .startsWith("ValidationException: ")
                .endsWith(
                        "at 'nextToken' failed to satisfy constraint: Member must have length less than or equal to 3096");
        assertThat(fixture.refusal("ListExecutions", list.put("nextToken", "x".repeat(3096))))
                .startsWith("InvalidToken: ");
        assertThat(fixture.refusal("ListStateMachineVersions", list.put("nextToken", "x".repeat(1025))))
                .startsWith("ValidationException: ");
    }

    @Test
    void executionsAreFilteredByStatusAndByRedrive() {
        String machine = fixture.create("m", """
                {"QueryLanguage": "JSONata", "StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "E"}}}""");
        String again = fixture.start(machine, "again", "{}");
        fixture.outcome(fixture.start(machine, "once", "{}"));
        fixture.outcome(again);
        fixture.call("RedriveExecution", Json.NODES.objectNode().put("executionArn", again));
        fixture.outcome(again);
        ObjectNode list = Json.NODES.objectNode().put("stateMachineArn", machine);
        List<String> redriven = new ArrayList<>();
        fixture.call("ListExecutions", list.put("redriveFilter", "REDRIVEN"))
                .path("executions")
                .forEach(each -> redriven.add(each.path("name").asText()));
        assertThat(redriven).containsExactly("again");
        assertThat(fixture.call("ListExecutions", list.put("redriveFilter", "NOT_REDRIVEN"))
                        .path("executions"))
                .hasSize(1);
        list.remove("redriveFilter");
        assertThat(fixture.refusal("ListExecutions", list.put("statusFilter", "PENDING_REDRIVE")))
                .startsWith("ValidationException: ");
        assertThat(fixture.refusal("ListExecutions", list.put("statusFilter", "ODD")))
                .endsWith("[SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]");
    }

    @Test
    void emptyInputIsNoJson() {
        ObjectNode start = Json.NODES
                .objectNode()
                .put("stateMachineArn", fixture.create("m", PASS))
                .put("input", "");
        assertThat(fixture.refusal("StartExecution", start))
                .startsWith("InvalidExecutionInput: Invalid State Machine Execution Input: '");
    }
}
