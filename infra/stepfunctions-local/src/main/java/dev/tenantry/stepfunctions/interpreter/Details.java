package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.asl.Resource.ServiceIntegration;
import dev.tenantry.stepfunctions.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Builds the details of history events. Source: Step Functions API reference, HistoryEvent and the types it refers to.
 */
final class Details {
    private final ObjectNode node = Json.NODES.objectNode();

    static Details empty() {
        return new Details();
    }

    static Details name(String name) {
        return new Details().with("name", name);
    }

    static Details error(StateError error) {
        return new Details().with("error", error.name()).with("cause", error.cause());
    }

    static Details integration(ServiceIntegration integration) {
        return new Details().with("resource", integration.resource()).with("resourceType", integration.service());
    }

    static Details iteration(String state, int index) {
        Details details = name(state);
        details.node.put("index", index);
        return details;
    }

    Details with(String field, String value) {
        node.put(field, value);
        return this;
    }

    Details with(String field, Optional<String> value) {
        value.ifPresent(text -> node.put(field, text));
        return this;
    }

    Details with(String field, long value) {
        node.put(field, value);
        return this;
    }

    Details with(String field, OptionalLong value) {
        value.ifPresent(number -> node.put(field, number));
        return this;
    }

    Details input(JsonNode input) {
        return data("input", input);
    }

    Details output(JsonNode output) {
        return data("output", output);
    }

    private Details data(String field, JsonNode value) {
        node.put(field, Json.text(value));
        node.putObject(field + "Details").put("truncated", false);
        return this;
    }

    Details assigned(Map<String, JsonNode> variables) {
        if (!variables.isEmpty()) {
            ObjectNode assigned = node.putObject("assignedVariables");
            variables.forEach((name, value) -> assigned.put(name, Json.text(value)));
            node.putObject("assignedVariablesDetails").put("truncated", false);
        }
        return this;
    }

    Optional<ObjectNode> build() {
        return Optional.of(node);
    }
}
