package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.asl.Resource.ServiceIntegration;
import dev.tenantry.stepfunctions.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Builder of the details of history events. Source: Step Functions API reference, HistoryEvent and the types it refers
 * to.
 */
final class EventDetails {
    private final ObjectNode node = Json.NODES.objectNode();

    static EventDetails empty() {
        return new EventDetails();
    }

    static EventDetails name(String name) {
        return new EventDetails().with("name", name);
    }

    static EventDetails error(StateError error) {
        return new EventDetails().with("error", error.name()).with("cause", error.cause());
    }

    static EventDetails integration(ServiceIntegration integration) {
        return new EventDetails().with("resource", integration.resource()).with("resourceType", integration.service());
    }

    static EventDetails iteration(String state, int index) {
        EventDetails details = name(state);
        details.node.put("index", index);
        return details;
    }

    EventDetails with(String field, String value) {
        node.put(field, value);
        return this;
    }

    EventDetails with(String field, Optional<String> value) {
        value.ifPresent(text -> node.put(field, text));
        return this;
    }

    EventDetails with(String field, long value) {
        node.put(field, value);
        return this;
    }

    EventDetails with(String field, OptionalLong value) {
        value.ifPresent(number -> node.put(field, number));
        return this;
    }

    EventDetails input(JsonNode input) {
        return data("input", input);
    }

    EventDetails output(JsonNode output) {
        return data("output", output);
    }

    private EventDetails data(String field, JsonNode value) {
        node.put(field, Json.text(value));
        node.putObject(field + "Details").put("truncated", false);
        return this;
    }

    EventDetails assigned(Map<String, JsonNode> variables) {
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
