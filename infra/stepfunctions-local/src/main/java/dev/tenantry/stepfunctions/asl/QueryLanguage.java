package dev.tenantry.stepfunctions.asl;

/** The dialect that a state is written in. */
enum QueryLanguage {
    JSONATA("JSONata"),
    JSON_PATH("JSONPath");

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

    /** The dialect of a node: its own, or else the one around it. */
    static QueryLanguage of(Node node, QueryLanguage inherited) {
        return node.text("QueryLanguage")
                .map(language -> switch (language) {
                    case "JSONata" -> JSONATA;
                    case "JSONPath" -> JSON_PATH;
                    default -> {
                        node.fieldError("QueryLanguage", "Value is not a valid query language: " + language);
                        yield inherited;
                    }
                })
                .orElse(inherited);
    }
}
