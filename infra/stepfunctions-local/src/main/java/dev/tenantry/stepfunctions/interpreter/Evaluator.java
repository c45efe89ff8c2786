package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.asl.Template;
import dev.tenantry.stepfunctions.expression.Expression;
import dev.tenantry.stepfunctions.expression.ExpressionException;
import dev.tenantry.stepfunctions.expression.Scope;
import dev.tenantry.stepfunctions.json.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluates the fields of a state. The sentences in the failures are AWS's, as they stand in the cause of
 * States.QueryEvaluationError.
 */
final class Evaluator {
    private Evaluator() {}

    static JsonNode evaluate(Template template, String location, Scope scope) throws EvaluationFailure {
        return switch (template) {
            case Template.Literal(JsonNode value) -> value;
            case Template.Query(Expression expression) -> evaluate(expression, location, scope);
            case Template.Fields(Map<String, Template> fields) -> {
                ObjectNode object = Json.NODES.objectNode();
                for (Map.Entry<String, Template> field : fields.entrySet()) {
                    object.set(field.getKey(), evaluate(field.getValue(), location + "/" + field.getKey(), scope));
                }
                yield object;
            }
            case Template.Elements(var elements) -> {
                ArrayNode array = Json.NODES.arrayNode(elements.size());
                for (int i = 0; i < elements.size(); i++) {
                    array.add(evaluate(elements.get(i), location + "[" + i + "]", scope));
                }
                yield array;
            }
        };
    }

    private static JsonNode evaluate(Expression expression, String location, Scope scope) throws EvaluationFailure {
        Optional<JsonNode> value;
        try {
            value = expression.evaluate(scope);
        } catch (ExpressionException e) {
            throw failure(expression, location, e.sentence());
        }
        return value.orElseThrow(() -> failure(expression, location, "returned nothing (undefined)."));
    }

    private static EvaluationFailure failure(Expression expression, String location, String what) {
        return new EvaluationFailure(
                location,
                "The JSONata expression '" + expression.source() + "' specified for the field '" + location + "' "
                        + what);
    }

    static Map<String, JsonNode> assign(Map<String, Template> templates, String location, Scope scope)
            throws EvaluationFailure {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (Map.Entry<String, Template> each : templates.entrySet()) {
            values.put(each.getKey(), evaluate(each.getValue(), location + "/" + each.getKey(), scope));
        }
        return values;
    }

    static boolean condition(Template template, String location, Scope scope) throws EvaluationFailure {
        JsonNode value = evaluate(template, location, scope);
        if (!value.isBoolean()) {
            throw wrongType(template, location, "boolean", value);
        }
        return value.booleanValue();
    }

    static String text(Template template, String location, Scope scope) throws EvaluationFailure {
        JsonNode value = evaluate(template, location, scope);
        if (!value.isTextual()) {
            throw wrongType(template, location, "string", value);
        }
        return value.textValue();
    }

    static double number(Template template, String location, Scope scope) throws EvaluationFailure {
        JsonNode value = evaluate(template, location, scope);
        if (!value.isNumber()) {
            throw wrongType(template, location, "number", value);
        }
        return value.doubleValue();
    }

    /** A whole number of at least {@code min}. */
    static long integer(Template template, String location, Scope scope, long min) throws EvaluationFailure {
        double value = number(template, location, scope);
        if (value != Math.rint(value)) {
            throw wrongType(template, location, "integer", Json.NODES.numberNode(value));
        }
        if (value < min) {
            throw new EvaluationFailure(
                    location,
                    "The value for the field '" + location + "' must be at least " + min + " but was: " + (long) value);
        }
        return (long) value;
    }

    static EvaluationFailure wrongType(Template template, String location, String expected, JsonNode value) {
        String but = "returned an unexpected result type. Expected '" + expected + "', but was '"
                + value.getNodeType().name().toLowerCase(Locale.ROOT) + "' for value: " + Json.text(value);
        return template instanceof Template.Query(Expression expression)
                ? failure(expression, location, but)
                : new EvaluationFailure(location, "The field '" + location + "' " + but);
    }
}
