package dev.tenantry.stepfunctions.asl;

import com.fasterxml.jackson.databind.JsonNode;

/** The dialect that a state is written in. */
enum QueryLanguage {
    JSONATA("JSONata"),
    JSON_PATH("JSONPath");

    private static final String FIELD = "QueryLanguage";

    private final String text;

    QueryLanguage(String text) {
        this.text = text;
    }

    /** The value of the QueryLanguage field. */
    String text() {
        return text;
    }

    QueryLanguage other() {
        return this == JSONATA ? JSON_PATH : JSONATA;
    }

    /** The dialect of a state: a machine that is JSONata as a whole has no JSONPath state. */
    static QueryLanguage ofState(Node node, QueryLanguage machine) {
        QueryLanguage own = of(node, machine);
        if (machine == JSONATA && own == JSON_PATH) {
            node.error("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
            return JSONATA;
        }
        return own;
    }

    /** The dialect of a node: its own, or else the one around it. What is not a dialect counts as JSONata. */
    static QueryLanguage of(Node node, QueryLanguage inherited) {
        JsonNode given = node.json().path(FIELD);
        if (given.isMissingNode()) {
            return inherited;
        }
        return given.asText().equals(JSON_PATH.text) ? JSON_PATH : JSONATA;
    }

    /** Reports a field that names no dialect. */
    static void check(Node node) {
        JsonNode given = node.json().path(FIELD);
        if (given.isTextual()) {
            if (!given.textValue().equals(JSONATA.text) && !given.textValue().equals(JSON_PATH.text)) {
                node.fieldError(FIELD, "Value should be one of the following: [JSONPath, JSONata]");
            }
        } else if (!given.isMissingNode()) {
            node.fieldError(FIELD, "Expected value of type [STRING]");
        }
    }
}
