package dev.tenantry.local.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * An event pattern: an object that names fields, and for each a list of values or comparisons of which one must fit.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">Comparison
 *     operators for use in event patterns in Amazon EventBridge</a>
 */
public final class EventPattern {

    private static final String OR = "$or";

    private final Predicate<JsonNode> fields;

    private EventPattern(Predicate<JsonNode> fields) {
        this.fields = fields;
    }

    /**
     * Reads a pattern.
     *
     * @param pattern a JSON object
     * @return the pattern
     * @throws IllegalArgumentException saying what of it is wrong or not supported
     */
    public static EventPattern of(JsonNode pattern) {
        return new EventPattern(fields(pattern));
    }

    /**
     * Whether an event fits.
     *
     * @param event a JSON object
     * @return true if every field that the pattern names fits
     */
    public boolean matches(JsonNode event) {
        return fields.test(event);
    }

    private static Predicate<JsonNode> fields(JsonNode pattern) {
        if (!pattern.isObject() || pattern.isEmpty()) {
            throw new IllegalArgumentException("an event pattern is an object with at least one field");
        }
        var all = new ArrayList<Predicate<JsonNode>>();
        pattern.properties().forEach(field -> {
            if (field.getKey().equals(OR)) {
                all.add(anyOf(field.getValue()));
            } else {
                var test = field(field.getKey(), field.getValue());
                all.add(event -> test.test(event.path(field.getKey())));
            }
        });
        return event -> all.stream().allMatch(test -> test.test(event));
    }

    private static Predicate<JsonNode> anyOf(JsonNode alternatives) {
        var patterns = new ArrayList<Predicate<JsonNode>>();
        alternatives.forEach(alternative -> patterns.add(fields(alternative)));
        return event -> patterns.stream().anyMatch(test -> test.test(event));
    }

    private static Predicate<JsonNode> field(String name, JsonNode pattern) {
        if (pattern.isObject()) {
            var nested = fields(pattern);
            return value -> elements(value).stream().anyMatch(nested);
        } else if (!pattern.isArray() || pattern.isEmpty()) {
            throw new IllegalArgumentException("the field " + name + " needs a list of values");
        }
        var alternatives = new ArrayList<Predicate<JsonNode>>();
        pattern.forEach(alternative -> alternatives.add(Comparison.of(alternative)));
        return value -> elements(value).stream()
                .anyMatch(element -> alternatives.stream().anyMatch(test -> test.test(element)));
    }

    /** An array fits if one of its elements does; what is not there is seen as missing, for {@code exists}. */
    private static List<JsonNode> elements(JsonNode value) {
        if (!value.isArray()) {
            return List.of(value);
        }
        var elements = new ArrayList<JsonNode>();
        value.forEach(elements::add);
        return elements.isEmpty() ? List.of(MissingNode.getInstance()) : elements;
    }
}
