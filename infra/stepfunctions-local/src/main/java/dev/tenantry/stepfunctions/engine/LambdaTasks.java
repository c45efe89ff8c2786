package dev.tenantry.stepfunctions.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.lambda.LambdaInvoker;
import dev.tenantry.stepfunctions.lambda.LambdaResponse;

/**
 * Calls Lambda functions. Source: Developer Guide, "Invoke an AWS Lambda function with Step Functions", and "Handling
 * errors" for the error names.
 */
final class LambdaTasks {
    private static final String ERROR_PREFIX = "Lambda.";
    private static final String UNKNOWN = "Lambda.Unknown";

    private final LambdaInvoker invoker;

    LambdaTasks(LambdaInvoker invoker) {
        this.invoker = invoker;
    }

    /** A function named by its ARN: its event is the arguments, and its response is the result. */
    TaskResult call(String arn, JsonNode arguments, String requestId) {
        return switch (invoke(arn, Json.bytes(arguments))) {
            case LambdaResponse.Success success -> parsed(success);
            case LambdaResponse.FunctionError error -> failed(error);
            case LambdaResponse.ServiceError error -> failed(error, requestId);
        };
    }

    /** The optimised integration {@code lambda:invoke}: arguments and result are those of Lambda's Invoke. */
    TaskResult invoke(JsonNode arguments, String requestId, boolean callback) {
        String function = arguments.path("FunctionName").asText();
        if (arguments.path("Qualifier").isTextual()) {
            function += ":" + arguments.path("Qualifier").textValue();
        }
        JsonNode payload = arguments.path("Payload");
        byte[] event = payload.isMissingNode() ? Json.bytes(Json.NODES.objectNode()) : Json.bytes(payload);
        return switch (invoke(function, event)) {
            case LambdaResponse.Success success -> {
                TaskResult result = parsed(success);
                yield result instanceof TaskResult.Succeeded(JsonNode value)
                        ? wrapped(value, success.executedVersion(), requestId, callback)
                        : result;
            }
            case LambdaResponse.FunctionError error -> failed(error);
            case LambdaResponse.ServiceError error -> failed(error, requestId);
        };
    }

    private LambdaResponse invoke(String function, byte[] event) {
        try {
            return invoker.invoke(function, event);
        } catch (RuntimeException e) {
            return new LambdaResponse.ServiceError("SdkClientException", String.valueOf(e.getMessage()), 0);
        }
    }

    private static TaskResult parsed(LambdaResponse.Success success) {
        String text = success.payload();
        try {
            return new TaskResult.Succeeded(text.isEmpty() ? Json.NODES.nullNode() : Json.parse(text));
        } catch (JsonProcessingException e) {
            return new TaskResult.Failed(UNKNOWN, "The function's response is not JSON: " + e.getOriginalMessage());
        }
    }

    private static TaskResult wrapped(JsonNode payload, String version, String requestId, boolean callback) {
        ObjectNode output = Json.NODES.objectNode();
        output.put("ExecutedVersion", version);
        output.set("Payload", payload);
        SdkMetadata.addTo(output, requestId);
        output.put("StatusCode", 200);
        return callback ? new TaskResult.Submitted(output) : new TaskResult.Succeeded(output);
    }

    private static TaskResult failed(LambdaResponse.FunctionError error) {
        String cause = error.payload();
        try {
            return new TaskResult.Failed(Json.parse(cause).path("errorType").asText(UNKNOWN), cause);
        } catch (JsonProcessingException _) {
            return new TaskResult.Failed(UNKNOWN, cause);
        }
    }

    private static TaskResult failed(LambdaResponse.ServiceError error, String requestId) {
        return new TaskResult.Failed(
                ERROR_PREFIX + error.type(), SdkMetadata.message(error.message(), "Lambda", error.status(), requestId));
    }
}
