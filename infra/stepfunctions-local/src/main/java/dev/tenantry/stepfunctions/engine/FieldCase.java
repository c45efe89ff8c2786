package dev.tenantry.stepfunctions.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Conversion between the API's JSON and that of a state machine: names begin with a small letter there and with a
 * capital here, and the {@code aws-sdk:} integrations write a time as ISO 8601 text.
 */
final class FieldCase {
    /** The timestamps in the responses of the API. Source: service model, shape Timestamp. */
    private static final Set<String> TIMES =
            Set.of("startDate", "stopDate", "creationDate", "updateDate", "redriveDate", "timestamp");

    /** A map, whose keys are names that the user chose. */
    private static final String VARIABLES = "assignedVariables";

    private FieldCase() {}

    static JsonNode toApi(JsonNode parameters) {
        return mapped(parameters, name -> Character.toLowerCase(name.charAt(0)) + name.substring(1), false);
    }

    /** A response as the optimised integration shows it. */
    static JsonNode toStates(JsonNode response) {
        return mapped(response, FieldCase::capital, false);
    }

    /** A response as the {@code aws-sdk:} integration shows it. */
    static JsonNode toSdkStates(JsonNode response) {
        return mapped(response, FieldCase::capital, true);
    }

    static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static JsonNode mapped(JsonNode node, UnaryOperator<String> name, boolean isoTimes) {
        if (node.isArray()) {
            ArrayNode elements = Json.NODES.arrayNode(node.size());
            node.forEach(element -> elements.add(mapped(element, name, isoTimes)));
            return elements;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode mapped = Json.NODES.objectNode();
        node.properties().forEach(field -> mapped.set(name.apply(field.getKey()), value(field, name, isoTimes)));
        return mapped;
    }

    private static JsonNode value(Map.Entry<String, JsonNode> field, UnaryOperator<String> name, boolean isoTimes) {
        JsonNode value = field.getValue();
        if (field.getKey().equalsIgnoreCase(VARIABLES)) {
            return value;
        }
        if (isoTimes && value.isNumber() && TIMES.contains(field.getKey())) {
            long millis = value.decimalValue().movePointRight(3).longValueExact();
            return Json.NODES.textNode(Instant.ofEpochMilli(millis).toString());
        }
        return mapped(value, name, isoTimes);
    }
}
