package dev.tenantry.stepfunctions.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.expression.Expression;
import dev.tenantry.stepfunctions.expression.ExpressionException;
import dev.tenantry.stepfunctions.jsonata.References;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An object of the definition while it is read: the JSON, where it stands, and where its findings go. A reader that
 * finds nothing usable reports that and answers with a harmless value, so that one pass finds every mistake.
 */
record Node(JsonNode json, String location, Diagnostics diagnostics) {
    Node child(String field) {
        return new Node(json.path(field), location + "/" + field, diagnostics);
    }

    List<Node> elements(String field) {
        List<Node> nodes = new ArrayList<>();
        JsonNode array = json.path(field);
        for (int i = 0; i < array.size(); i++) {
            nodes.add(new Node(array.get(i), location + "/" + field + "[" + i + "]", diagnostics));
        }
        return nodes;
    }

    boolean has(String field) {
        return json.has(field);
    }

    String at() {
        return location.isEmpty() ? "/" : location;
    }

    void error(String message) {
        diagnostics.schema(at(), message);
    }

    /** Refuses what AWS accepts; the field is empty for the node itself. */
    void limit(String field, String message) {
        diagnostics.limit(field.isEmpty() ? at() : location + "/" + field, message);
    }

    void fieldError(String field, String message) {
        diagnostics.schema(location + "/" + field, message);
    }

    /** Whether this is an object; reports it if not. */
    boolean isObject() {
        if (json.isObject()) {
            return true;
        }
        error("Expected value of type Object");
        return false;
    }

    /** Reports the required fields that are absent. */
    void require(String... fields) {
        List<String> missing = new ArrayList<>();
        for (String field : fields) {
            if (!json.has(field)) {
                missing.add(field);
            }
        }
        if (!missing.isEmpty()) {
            error("These fields are required: " + missing);
        }
    }

    /** Reports every field that does not belong here. */
    void allowOnly(Set<String> fields) {
        json.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                error("Field '" + field + "' is not supported");
            }
        });
    }

    Optional<String> text(String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            fieldError(field, "Expected value of type String");
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    /** A whole number within limits. */
    Optional<Long> integer(String field, long min, long max) {
        JsonNode value = json.path(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber()) {
            fieldError(field, "Expected value of type Integer");
            return Optional.empty();
        }
        return Optional.of(withinLimits(field, value.longValue(), min, max));
    }

    private long withinLimits(String field, long value, long min, long max) {
        if (value < min) {
            fieldError(field, "Minimum value is " + min);
        } else if (value > max) {
            fieldError(field, "Maximum value is " + max);
        }
        return value;
    }

    /** A number or an expression. */
    Optional<Template> number(String field, long min, long max) {
        JsonNode value = json.path(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (value.isTextual()) {
            return expression(field);
        }
        if (!value.isNumber()) {
            fieldError(field, "Expected value of type Integer or a JSONata expression");
            return Optional.empty();
        }
        withinLimits(field, value.longValue(), min, max);
        return Optional.of(new Template.Literal(value));
    }

    /** A text that has to be an expression. */
    Optional<Template> expression(String field) {
        JsonNode value = json.path(field);
        if (value.isTextual() && Queries.isQuery(value.textValue())) {
            return template(field);
        }
        fieldError(field, "Expected a JSONata expression");
        return Optional.empty();
    }

    /** Any JSON value, with expressions where its strings are delimited by them. */
    Optional<Template> template(String field) {
        JsonNode value = json.path(field);
        return value.isMissingNode() ? Optional.empty() : Optional.of(template(value, location + "/" + field));
    }

    private Template template(JsonNode value, String at) {
        if (value.isTextual() && Queries.isQuery(value.textValue())) {
            return query(value.textValue(), at, value);
        }
        if (value.isObject()) {
            Map<String, Template> fields = new LinkedHashMap<>();
            value.properties()
                    .forEach(each -> fields.put(each.getKey(), template(each.getValue(), at + "/" + each.getKey())));
            boolean literal = fields.values().stream().allMatch(Template.Literal.class::isInstance);
            return literal ? new Template.Literal(value) : new Template.Fields(fields);
        }
        if (value.isArray()) {
            List<Template> elements = new ArrayList<>();
            for (int i = 0; i < value.size(); i++) {
                elements.add(template(value.get(i), at + "[" + i + "]"));
            }
            boolean literal = elements.stream().allMatch(Template.Literal.class::isInstance);
            return literal ? new Template.Literal(value) : new Template.Elements(List.copyOf(elements));
        }
        return new Template.Literal(value);
    }

    private void unsupported(String at, String message) {
        diagnostics.add("UNSUPPORTED_JSONATA_EXPRESSION", at, message);
    }

    private Template query(String text, String at, JsonNode value) {
        try {
            Expression expression = Expression.compile(Queries.source(text));
            References references = expression.references();
            for (String name : references.topLevel()) {
                unsupported(at, "Reference to '" + name + "' at the top level is not supported.");
            }
            if (references.root()) {
                unsupported(at, "Reference to '$$' is not supported.");
            }
            if (references.errorOutput() && !location.matches(".*/Catch\\[\\d+](/Assign)?")) {
                unsupported(at, "Field '$states.errorOutput' does not exist.");
            }
            return new Template.Query(expression);
        } catch (ExpressionException e) {
            diagnostics.add("INVALID_JSONATA_EXPRESSION", at, e.getMessage());
            return new Template.Literal(value);
        }
    }
}
