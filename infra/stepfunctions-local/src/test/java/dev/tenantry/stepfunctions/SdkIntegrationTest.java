package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.protocol.ApiResponse;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The {@code aws-sdk:sfn} integration. Source: Developer Guide, "Learning to use AWS service SDK integrations". */
class SdkIntegrationTest {
    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private JsonNode call(String action, String arguments) {
        return fixture.run("""
                {"QueryLanguage": "JSONata", "StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
                  "Resource": "arn:aws:states:::aws-sdk:sfn:%s", "Arguments": %s}}}""".formatted(action, arguments), "{}").output();
    }

    private static final String ISO = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";

    /** Every operation of the service, as the AWS SDK knows them. */
    static Stream<String> operations() {
        return Arrays.stream(SfnClient.class.getMethods())
                .filter(method -> method.getReturnType().getSimpleName().endsWith("Response"))
                .map(Method::getName)
                .distinct()
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aStateMayCallWhatTheEngineAnswersAndNothingElse(String action) {
        String operation = Character.toUpperCase(action.charAt(0)) + action.substring(1);
        ApiResponse response = fixture.engine.call(operation, Json.NODES.objectNode());
        boolean known = !response.body().path("__type").asText().endsWith("UnknownOperationException");
        JsonNode validation = fixture.call(
                "ValidateStateMachineDefinition", Json.NODES.objectNode().put("definition", """
                {"QueryLanguage": "JSONata", "StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
                  "Resource": "arn:aws:states:::aws-sdk:sfn:%s"}}}""".formatted(action)));
        assertThat(validation.path("result").asText()).as(operation).isEqualTo(known ? "OK" : "FAIL");
    }

    @Test
    void timesAreIso8601Text() {
        String arn = fixture.start("""
                {"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}""", "{}");
        fixture.outcome(arn);
        JsonNode described = call("describeExecution", "{\"ExecutionArn\": \"" + arn + "\"}");
        assertThat(described.path("StartDate").asText()).matches(ISO);
        assertThat(described.path("StopDate").asText()).matches(ISO);
        JsonNode history = call("getExecutionHistory", "{\"ExecutionArn\": \"" + arn + "\"}");
        assertThat(history.path("Events")).hasSize(4);
        assertThat(history.path("Events").get(0).path("Timestamp").asText()).matches(ISO);
        assertThat(history.path("Events").get(0).path("Type").asText()).isEqualTo("ExecutionStarted");
    }

    @Test
    void namesAreCapitalisedWithinLists() {
        String arn = fixture.create("listed", """
                {"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {"Type": "Pass", "Assign": {"small": 1}, "End": true}}}""");
        JsonNode machines = call("listStateMachines", "{}");
        assertThat(machines.path("StateMachines").findValuesAsText("StateMachineArn"))
                .contains(arn);
        assertThat(machines.path("StateMachines").get(0).path("CreationDate").asText())
                .matches(ISO);
        call("tagResource", "{\"ResourceArn\": \"" + arn + "\", \"Tags\": [{\"Key\": \"k\", \"Value\": \"v\"}]}");
        assertThat(call("listTagsForResource", "{\"ResourceArn\": \"" + arn + "\"}")
                        .path("Tags"))
                .isEqualTo(Json.trusted("[{\"Key\":\"k\",\"Value\":\"v\"}]"));
        String execution = fixture.start(arn, "", "{}");
        fixture.outcome(execution);
        assertThat(call("getExecutionHistory", "{\"ExecutionArn\": \"" + execution + "\"}")
                        .findValue("AssignedVariables"))
                .as("the keys of a map are the user's")
                .isEqualTo(Json.trusted("{\"small\":\"1\"}"));
    }
}
