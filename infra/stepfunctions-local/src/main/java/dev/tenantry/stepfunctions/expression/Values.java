package dev.tenantry.stepfunctions.expression;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values between Jackson's tree and what the JSONata library computes with.
 *
 * <p>A whole number is bound as an {@code Integer} where it fits, else as a {@code Long}, every other number as a
 * {@code Double}: the library's range operator and its comparisons go wrong on any other choice. JSON's null is the
 * library's own sentinel, because a Java null means "undefined" to it.
 */
final class Values {
    private static final double LARGEST_EXACT_INTEGER = 9_007_199_254_740_992d;

    private Values() {}

    static Object toJsonata(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case NULL -> Jsonata.NULL_VALUE;
            default -> throw new IllegalArgumentException("not a JSON value: " + node.getNodeType());
        };
    }

    private static Map<String, Object> object(JsonNode node) {
        Map<String, Object> map = LinkedHashMap.newLinkedHashMap(node.size());
        node.properties().forEach(entry -> map.put(entry.getKey(), toJsonata(entry.getValue())));
        return map;
    }

    private static List<Object> array(JsonNode node) {
        List<Object> list = new ArrayList<>(node.size());
        node.forEach(element -> list.add(toJsonata(element)));
        return list;
    }

    private static Number number(JsonNode node) {
        if (node.canConvertToExactIntegral() && node.canConvertToLong()) {
            long value = node.longValue();
            return (int) value == value ? (Number) (int) value : (Number) value;
        }
        return node.doubleValue();
    }

    /**
     * The JSON of a value that an expression returned.
     *
     * @throws ExpressionException for a value that JSON cannot say, such as a function
     */
    static JsonNode toJson(Object value) throws ExpressionException {
        JsonNodeFactory nodes = Json.NODES;
        return switch (value) {
            case Map<?, ?> map -> {
                ObjectNode object = nodes.objectNode();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    if (entry.getValue() != null) {
                        object.set((String) entry.getKey(), toJson(entry.getValue()));
                    }
                }
                yield object;
            }
            case List<?> list -> {
                ArrayNode array = nodes.arrayNode(list.size());
                for (Object element : list) {
                    array.add(element == null ? nodes.nullNode() : toJson(element));
                }
                yield array;
            }
            case String text -> nodes.textNode(text);
            case Boolean flag -> nodes.booleanNode(flag);
            case Number number -> toJson(number);
            case Object other when other == Jsonata.NULL_VALUE -> nodes.nullNode();
            default -> throw new ExpressionException("a value that is not JSON");
        };
    }

    private static JsonNode toJson(Number number) {
        JsonNodeFactory nodes = Json.NODES;
        return switch (number) {
            case Integer value -> nodes.numberNode(value);
            case Long value -> nodes.numberNode(value);
            case BigInteger value -> nodes.numberNode(value);
            case BigDecimal value -> nodes.numberNode(value);
            default -> {
                double value = number.doubleValue();
                boolean whole = value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT_INTEGER;
                yield whole ? nodes.numberNode((long) value) : nodes.numberNode(value);
            }
        };
    }
}
