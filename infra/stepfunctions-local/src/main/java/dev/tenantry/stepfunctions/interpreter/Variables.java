package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of one flow. An inner flow sees those around it and sets only its own. Source: Developer Guide,
 * "Passing data between states with variables", section "Variable scope".
 */
final class Variables {
    private final Variables outer;
    private final Map<String, JsonNode> own = new HashMap<>();

    Variables(Variables outer) {
        this.outer = outer;
    }

    Optional<JsonNode> get(String name) {
        JsonNode value = own.get(name);
        if (value == null && outer != null) {
            return outer.get(name);
        }
        return Optional.ofNullable(value);
    }

    /** The variables that this flow itself has set. */
    Map<String, JsonNode> own() {
        return Map.copyOf(own);
    }

    void setAll(Map<String, JsonNode> values) {
        own.putAll(values);
    }
}
