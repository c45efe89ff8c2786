package dev.tenantry.stepfunctions.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import java.util.function.UnaryOperator;

/** The names of parameters: the API's begin with a small letter, those in a state machine with a capital. */
final class FieldCase {
    private FieldCase() {}

    static JsonNode toApi(JsonNode parameters) {
        return mapped(parameters, name -> Character.toLowerCase(name.charAt(0)) + name.substring(1));
    }

    static JsonNode toStates(JsonNode response) {
        return mapped(response, name -> Character.toUpperCase(name.charAt(0)) + name.substring(1));
    }

    static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static JsonNode mapped(JsonNode node, UnaryOperator<String> name) {
        if (!node.isObject()) {
            return node;
        }
        ObjectNode mapped = Json.NODES.objectNode();
        node.properties().forEach(field -> mapped.set(name.apply(field.getKey()), mapped(field.getValue(), name)));
        return mapped;
    }
}
