package dev.tenantry.stepfunctions.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.engine.Engine;
import dev.tenantry.stepfunctions.json.Json;

/** Returning task tokens. */
final class TaskTokenOperations {
    /** The longest output in characters. Source: service model, SensitiveData. */
    private static final int MAX_OUTPUT = 262_144;

    private final Engine engine;

    TaskTokenOperations(Engine engine) {
        this.engine = engine;
    }

    JsonNode succeed(Request request) {
        String token = token(request);
        JsonNode output;
        try {
            request.sensitive("output", MAX_OUTPUT);
            output = Json.parse(request.required("output"));
        } catch (JsonProcessingException e) {
            throw new ApiException("InvalidOutput", "Invalid Output: '" + e.getOriginalMessage() + "'");
        }
        return answer(engine.succeed(token, output));
    }

    JsonNode fail(Request request) {
        return answer(engine.fail(token(request), request.sensitive("error", 256), request.sensitive("cause", 32_768)));
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
