package dev.tenantry.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.asl.Resource.IntegrationPattern;
import dev.tenantry.stepfunctions.asl.Resource.ServiceIntegration;
import dev.tenantry.stepfunctions.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * The response shapes of the operations that states can call, as {@code models/extract.py} takes them from AWS's
 * service models, and the check of a mocked result against them. Source: Developer Guide, "Mock validation modes".
 */
final class ResponseModels {
    /** How strictly a mocked result is checked. */
    enum Mode {
        STRICT,
        PRESENT,
        NONE
    }

    private static final JsonNode MODELS = read();

    private ResponseModels() {}

    private static JsonNode read() {
        try (InputStream stream = ResponseModels.class.getResourceAsStream("mock-models.json")) {
            return Json.parse(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with a mocked result; a resource without a model, such as a function by its ARN, accepts all. */
    static Optional<String> fault(ServiceIntegration integration, JsonNode result, Mode mode) {
        // The result of a callback is whatever SendTaskSuccess brings.
        if (mode == Mode.NONE || integration.pattern() == IntegrationPattern.WAIT_FOR_TASK_TOKEN) {
            return Optional.empty();
        }
        String operation = integration.service() + ":" + integration.resource();
        JsonNode shape = MODELS.path("operations").path(operation);
        return shape.isMissingNode() ? Optional.empty() : check(shape.textValue(), result, "", mode);
    }

    private static Optional<String> check(String shapeName, JsonNode value, String path, Mode mode) {
        JsonNode shape = MODELS.path("shapes").path(shapeName);
        return switch (shape.path("type").asText()) {
            case "structure" -> structure(shape, value, path, mode);
            case "list" -> list(shape, value, path, mode);
            case "map" -> map(shape, value, path, mode);
            case "string" -> text(shape, value, path);
            case "boolean" -> value.isBoolean() ? Optional.empty() : wrongType("boolean", path);
            case "integer", "long" -> number(shape, value, path, value.isIntegralNumber());
            case "float", "double" -> number(shape, value, path, value.isNumber());
            case "timestamp" -> value.isNumber() || value.isTextual() ? Optional.empty() : wrongType("timestamp", path);
            default -> Optional.empty();
        };
    }

    private static Optional<String> structure(JsonNode shape, JsonNode value, String path, Mode mode) {
        if (!value.isObject()) {
            return wrongType("object", path);
        }
        if (mode == Mode.STRICT) {
            for (JsonNode required : shape.path("required")) {
                if (!value.has(required.textValue())) {
                    return Optional.of("The field '" + path + required.textValue() + "' is required but was missing");
                }
            }
        }
        for (Map.Entry<String, JsonNode> member : shape.path("members").properties()) {
            JsonNode present = value.path(member.getKey());
            if (!present.isMissingNode() && !present.isNull()) {
                Optional<String> fault =
                        check(member.getValue().textValue(), present, path + member.getKey() + ".", mode);
                if (fault.isPresent()) {
                    return fault;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> list(JsonNode shape, JsonNode value, String path, Mode mode) {
        if (!value.isArray()) {
            return wrongType("array", path);
        }
        return first(value.iterator(), shape.path("member").textValue(), path, mode)
                .or(() -> size(shape, value.size(), path));
    }

    private static Optional<String> map(JsonNode shape, JsonNode value, String path, Mode mode) {
        if (!value.isObject()) {
            return wrongType("object", path);
        }
        return first(value.iterator(), shape.path("value").textValue(), path, mode)
                .or(() -> size(shape, value.size(), path));
    }

    private static Optional<String> first(Iterator<JsonNode> values, String shape, String path, Mode mode) {
        while (values.hasNext()) {
            Optional<String> fault = check(shape, values.next(), path, mode);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> text(JsonNode shape, JsonNode value, String path) {
        if (!value.isTextual()) {
            return wrongType("string", path);
        }
        JsonNode allowed = shape.path("enum");
        for (JsonNode each : allowed) {
            if (each.equals(value)) {
                return Optional.empty();
            }
        }
        return allowed.isArray()
                ? Optional.of("The field '" + field(path) + "' must be one of " + allowed)
                : size(shape, value.textValue().length(), path);
    }

    private static Optional<String> number(JsonNode shape, JsonNode value, String path, boolean right) {
        return right ? range(shape, value.doubleValue(), path, "value") : wrongType("number", path);
    }

    private static Optional<String> size(JsonNode shape, int size, String path) {
        return range(shape, size, path, "length");
    }

    private static Optional<String> range(JsonNode shape, double actual, String path, String what) {
        boolean tooSmall = shape.has("min") && actual < shape.path("min").doubleValue();
        boolean tooLarge = shape.has("max") && actual > shape.path("max").doubleValue();
        return tooSmall || tooLarge
                ? Optional.of("The field '" + field(path) + "' has a " + what + " that the API does not allow")
                : Optional.empty();
    }

    private static Optional<String> wrongType(String expected, String path) {
        return Optional.of(
                (path.isEmpty() ? "The result" : "The field '" + field(path) + "'") + " must be of type " + expected);
    }

    private static String field(String path) {
        return path.endsWith(".") ? path.substring(0, path.length() - 1) : path;
    }
}
