package dev.tenantry.twilio.simulator.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tenantry.twilio.simulator.openapi.TwilioOpenApi.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks whole exchanges: parameters, form, status, body. */
public final class ExchangeChecks {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORM = "application/x-www-form-urlencoded";

    private final SchemaChecks schemas = new SchemaChecks();

    /** What is wrong with an exchange. */
    public List<Finding> check(Operation operation, Exchange exchange) {
        var findings = new ArrayList<Finding>();
        findings.addAll(query(operation, exchange.query()));
        if (!exchange.form().isEmpty()) {
            findings.addAll(form(operation, exchange.form()));
        }
        findings.addAll(answer(operation, exchange));
        return findings;
    }

    private static List<Finding> query(Operation operation, Map<String, List<String>> query) {
        var known = operation
                .definition()
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.get("in").textValue().equals("query"))
                .map(parameter -> parameter.get("name").textValue())
                .collect(Collectors.toSet());
        return query.keySet().stream()
                .filter(name -> !known.contains(name))
                .map(name -> new Finding("query " + name, "is not a parameter"))
                .toList();
    }

    private List<Finding> form(Operation operation, Map<String, List<String>> form) {
        var pointer = operationPointer(operation) + "/requestBody/content/" + escape(FORM) + "/schema";
        var root = operation.document().root();
        if (root.at(pointer).isMissingNode()) {
            return List.of(new Finding("form", "is not taken"));
        }
        var properties = operation.document().resolve(root.at(pointer)).get("properties");
        var object = JsonNodeFactory.instance.objectNode();
        form.forEach(
                (name, values) -> object.set(name, typed(operation.document().resolve(properties.path(name)), values)));
        // A request gives what it wants to give: only what it gives is looked at.
        return schemas.check(operation.document(), pointer, object).stream()
                .filter(finding -> !finding.problem().equals("is missing"))
                .map(finding -> new Finding("form " + finding.pointer(), finding.problem()))
                .toList();
    }

    private List<Finding> answer(Operation operation, Exchange exchange) {
        var response = operation.definition().at("/responses/" + exchange.status());
        if (response.isMissingNode()) {
            return List.of(new Finding("status", exchange.status() + " is not in the document"));
        }
        var schema = response.at("/content/" + escape("application/json") + "/schema");
        if (schema.isMissingNode()) {
            return exchange.body().isEmpty() ? List.of() : List.of(new Finding("body", "should be empty"));
        }
        var pointer = operationPointer(operation) + "/responses/" + exchange.status() + "/content/"
                + escape("application/json") + "/schema";
        return schemas.check(operation.document(), pointer, json(exchange.body()));
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + body, e);
        }
    }

    private static JsonNode typed(JsonNode schema, List<String> values) {
        if (schema.path("type").asText().equals("array")) {
            var array = JsonNodeFactory.instance.arrayNode();
            values.forEach(array::add);
            return array;
        }
        var value = values.getLast();
        return switch (schema.path("type").asText()) {
            case "boolean" -> JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(value));
            case "integer" -> JsonNodeFactory.instance.numberNode(Integer.parseInt(value));
            default -> JsonNodeFactory.instance.textNode(value);
        };
    }

    private static String operationPointer(Operation operation) {
        return "/paths/" + escape(operation.template()) + "/"
                + operation.method().toLowerCase(Locale.ROOT);
    }

    private static String escape(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }
}
