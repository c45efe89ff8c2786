package dev.tenantry.stepfunctions.asl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads how a state is left: Output, Assign and Next of a state, a Choice rule or a catcher. */
final class ExitReader {
    private ExitReader() {}

    /**
     * Reads the output, the variables and the next state.
     *
     * @param node the state, the Choice rule or the catcher that has the fields
     */
    static Exit read(Node node, Optional<String> next) {
        Map<String, Template> assign = new LinkedHashMap<>();
        Node assignNode = node.child("Assign");
        if (node.has("Assign") && assignNode.isObject()) {
            assignNode.json().fieldNames().forEachRemaining(variable -> {
                VariableNames.check(assignNode, variable);
                assignNode.template(variable).ifPresent(value -> assign.put(variable, value));
            });
        }
        return new Exit(node.template("Output"), assign, next);
    }
}
