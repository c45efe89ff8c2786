package dev.tenantry.stepfunctions.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.asl.Resource.IntegrationPattern;
import dev.tenantry.stepfunctions.asl.Resource.ServiceIntegration;
import dev.tenantry.stepfunctions.interpreter.ExecutionStatus;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.protocol.ApiResponse;
import dev.tenantry.stepfunctions.store.ExecutionRecord;
import dev.tenantry.stepfunctions.store.ExecutionRecord.TaskReference;
import java.util.Optional;

/**
 * Calls this engine's own API. Source: Developer Guide, "Start a new AWS Step Functions state machine from a running
 * execution", and "Learning to use AWS service SDK integrations".
 */
final class StepFunctionsTasks {
    private final LocalApi api;

    StepFunctionsTasks(LocalApi api) {
        this.api = api;
    }

    /** {@code states:startExecution} in its patterns. */
    TaskResult start(JsonNode arguments, String requestId, TaskReference task) {
        ObjectNode parameters = Json.NODES.objectNode();
        parameters.set("stateMachineArn", arguments.path("StateMachineArn"));
        JsonNode input = arguments.path("Input");
        if (!input.isMissingNode() && !input.isNull()) {
            parameters.put("input", input.isTextual() ? input.textValue() : Json.text(input));
        }
        // A name made from the task keeps a call that is repeated after a restart from starting a second execution.
        parameters.set(
                "name", arguments.path("Name").isTextual() ? arguments.path("Name") : Json.NODES.textNode(requestId));
        ApiResponse response = api.call("StartExecution", parameters, Optional.of(task));
        if (!response.ok()) {
            return failed("StepFunctions", response, requestId);
        }
        ObjectNode output = (ObjectNode) FieldCase.toStates(response.body());
        SdkMetadata.addTo(output, requestId);
        return task.pattern() == IntegrationPattern.REQUEST_RESPONSE
                ? new TaskResult.Succeeded(output)
                : new TaskResult.Submitted(output);
    }

    /** {@code aws-sdk:sfn}: any operation, as it is. */
    TaskResult call(ServiceIntegration integration, JsonNode arguments, String requestId) {
        ApiResponse response =
                api.call(FieldCase.capital(integration.action()), FieldCase.toApi(arguments), Optional.empty());
        return response.ok()
                ? new TaskResult.Succeeded(FieldCase.toSdkStates(response.body()))
                : failed("Sfn", response, requestId);
    }

    private static TaskResult failed(String prefix, ApiResponse response, String requestId) {
        String code = response.body().path("__type").asText().replaceFirst(".*#", "");
        String name = code.endsWith("Exception") ? code : code + "Exception";
        String message = response.body().path("message").asText();
        return new TaskResult.Failed(
                prefix + "." + name, SdkMetadata.message(message, "Sfn", response.status(), requestId));
    }

    /** The result of a task that waited for another execution, when that has ended. */
    static TaskResult ended(ExecutionView child, IntegrationPattern pattern) {
        ObjectNode output = description(child, pattern == IntegrationPattern.SYNC_2);
        return child.status() == ExecutionStatus.SUCCEEDED
                ? new TaskResult.Succeeded(output)
                : new TaskResult.Failed("States.TaskFailed", Json.text(output));
    }

    private static ObjectNode description(ExecutionView child, boolean asJson) {
        ExecutionRecord record = child.record();
        ObjectNode node = Json.NODES.objectNode();
        child.cause().ifPresent(cause -> node.put("Cause", cause));
        child.error().ifPresent(error -> node.put("Error", error));
        node.put("ExecutionArn", record.arn());
        node.set("Input", data(record.input(), asJson));
        node.putObject("InputDetails").put("Included", true);
        node.put("Name", record.name());
        child.output().ifPresent(output -> {
            node.set("Output", data(Json.text(output), asJson));
            node.putObject("OutputDetails").put("Included", true);
        });
        node.put("StartDate", record.startMillis());
        node.put("StateMachineArn", record.stateMachineArn());
        node.put("Status", child.status().name());
        node.put("StopDate", child.stopMillis().orElseThrow());
        return node;
    }

    private static JsonNode data(String text, boolean asJson) {
        return asJson ? Json.trusted(text) : Json.NODES.textNode(text);
    }
}
