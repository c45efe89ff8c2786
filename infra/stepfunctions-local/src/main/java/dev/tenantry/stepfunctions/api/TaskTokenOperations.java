package dev.tenantry.stepfunctions.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.engine.Engine;
import dev.tenantry.stepfunctions.json.Json;

/** Returning task tokens. */
final class TaskTokenOperations {
    private final Engine engine;

    TaskTokenOperations(Engine engine) {
        this.engine = engine;
    }

    JsonNode succeed(Request request) {
        String token = token(request);
        JsonNode output;
        try {
            output = Json.parse(request.required("output"));
        } catch (JsonProcessingException e) {
            throw new ApiException("InvalidOutput", "Invalid Output: '" + e.getOriginalMessage() + "'");
        }
        return answer(engine.succeed(token, output));
    }

    JsonNode fail(Request request) {
        return answer(engine.fail(token(request), request.text("error", 256), request.text("cause", 32_768)));
    }

    JsonNode heartbeat(Request request) {
        return answer(engine.heartbeat(token(request)));
    }

    private static String token(Request request) {
        String token = request.required("taskToken");
        if (!Engine.wellFormed(token)) {
            throw ApiException.invalidToken();
        }
        return token;
    }

    private static JsonNode answer(Engine.TokenAnswer answer) {
        return switch (answer) {
            case TAKEN -> Json.NODES.objectNode();
            case TOO_LATE ->
                throw new ApiException("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
            case INVALID -> throw ApiException.invalidToken();
        };
    }
}
