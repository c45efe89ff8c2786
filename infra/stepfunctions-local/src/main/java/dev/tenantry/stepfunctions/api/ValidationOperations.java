package dev.tenantry.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.asl.DefinitionReader;
import dev.tenantry.stepfunctions.asl.Diagnostic;
import dev.tenantry.stepfunctions.asl.Diagnostic.Severity;
import dev.tenantry.stepfunctions.json.Json;
import java.util.List;

/** ValidateStateMachineDefinition: the diagnostics of a definition, which is not stored. */
final class ValidationOperations {
    private static final int MAX_RESULTS = 100;

    private ValidationOperations() {}

    static JsonNode validate(Request request) {
        String definition = request.required("definition");
        boolean warnings = request.oneOf("severity", List.of("ERROR", "WARNING"))
                .filter("WARNING"::equals)
                .isPresent();
        List<Diagnostic> all = DefinitionReader.validate(definition);
        List<Diagnostic> asked = all.stream()
                .filter(each -> warnings || each.severity() == Severity.ERROR)
                .toList();
        int shown = Math.min(asked.size(), Math.min(MAX_RESULTS, request.pageSize(MAX_RESULTS)));
        boolean valid = all.stream().noneMatch(each -> each.severity() == Severity.ERROR);
        ObjectNode response = Json.NODES.objectNode().put("result", valid ? "OK" : "FAIL");
        ArrayNode diagnostics = response.putArray("diagnostics");
        asked.subList(0, shown).forEach(each -> diagnostics.add(node(each)));
        return response.put("truncated", shown < asked.size());
    }

    private static ObjectNode node(Diagnostic diagnostic) {
        ObjectNode node = Json.NODES.objectNode();
        node.put("severity", diagnostic.severity().name());
        node.put("code", diagnostic.code());
        node.put("message", diagnostic.message());
        if (!diagnostic.location().isEmpty()) {
            node.put("location", diagnostic.location());
        }
        return node;
    }
}
