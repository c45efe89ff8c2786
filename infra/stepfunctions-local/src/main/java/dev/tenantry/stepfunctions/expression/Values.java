package dev.tenantry.stepfunctions.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.jsonata.JsonNull;
import dev.tenantry.stepfunctions.jsonata.Meter;
import dev.tenantry.stepfunctions.jsonata.Sequence;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Conversion of values between Jackson's tree and what an expression computes with. A whole number that fits a long is
 * one, and every other number is a double.
 */
final class Values {
    private static final double LARGEST_EXACT_INTEGER = 9_007_199_254_740_992d;
    private static final int MAX_DEPTH = 1_000;
    private static final int VALUE_BYTES = 12;
    private static final int CONTAINER_BYTES = 64;

    /** Room for the largest list that an evaluation can make. */
    private static final long MAX_BYTES = 16L * 1024 * 1024;

    private long bytes;

    private Values() {}

    static Object toJsonata(JsonNode node) throws ExpressionException {
        return toJsonata(node, 0);
    }

    private static Object toJsonata(JsonNode node, int depth) throws ExpressionException {
        if (depth > MAX_DEPTH) {
            throw ExpressionException.of(Meter.TOO_DEEP, null);
        }
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> map = LinkedHashMap.newLinkedHashMap(node.size());
                for (Map.Entry<String, JsonNode> field : node.properties()) {
                    map.put(field.getKey(), toJsonata(field.getValue(), depth + 1));
                }
                yield map;
            }
            case ARRAY -> {
                var list = new Sequence(node.size());
                for (JsonNode element : node) {
                    list.add(toJsonata(element, depth + 1));
                }
                yield list;
            }
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case NULL -> JsonNull.NULL;
            default -> throw new IllegalArgumentException("not a JSON value: " + node.getNodeType());
        };
    }

    private static Number number(JsonNode node) {
        if (node.canConvertToExactIntegral() && node.canConvertToLong()) {
            return node.longValue();
        }
        return node.doubleValue();
    }

    /**
     * The JSON of a value that an expression returned.
     *
     * @throws ExpressionException for a value that JSON cannot say, such as a function
     */
    static JsonNode toJson(Object value) throws ExpressionException {
        return new Values().toJson(value, 0);
    }

    private JsonNode toJson(Object value, int depth) throws ExpressionException {
        if (depth > MAX_DEPTH) {
            throw ExpressionException.of(Meter.TOO_DEEP, null);
        }
        // A value may be one and the same many times over, and so be far larger as text than in memory.
        count(value);
        JsonNodeFactory factory = Json.NODES;
        return switch (value) {
            case Map<?, ?> map -> {
                ObjectNode object = factory.objectNode();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    if (entry.getValue() != null) {
                        object.set((String) entry.getKey(), toJson(entry.getValue(), depth + 1));
                    }
                }
                yield object;
            }
            case Sequence list -> {
                ArrayNode array = factory.arrayNode(list.size());
                for (Object element : list) {
                    array.add(element == null ? factory.nullNode() : toJson(element, depth + 1));
                }
                yield array;
            }
            case String text -> factory.textNode(text);
            case Boolean flag -> factory.booleanNode(flag);
            case Long number -> factory.numberNode(number);
            case Double number -> number(number);
            case JsonNull _ -> factory.nullNode();
            default -> throw ExpressionException.unsupported();
        };
    }

    private void count(Object value) throws ExpressionException {
        bytes += switch (value) {
            case Map<?, ?> map -> CONTAINER_BYTES * (1L + map.size());
            case Sequence _ -> CONTAINER_BYTES;
            case String text -> VALUE_BYTES + text.length();
            default -> VALUE_BYTES;
        };
        if (bytes > MAX_BYTES) {
            throw ExpressionException.of(Meter.TOO_LARGE, null);
        }
    }

    /** JSON has no number for what is infinite or none: AWS answers its name. */
    private static JsonNode number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Json.NODES.textNode(Double.toString(value));
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT_INTEGER;
        return whole ? Json.NODES.numberNode((long) value) : Json.NODES.numberNode(value);
    }
}
