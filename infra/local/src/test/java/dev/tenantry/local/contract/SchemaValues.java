package dev.tenantry.local.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes random values of a schema, and values that are a little wrong. */
final class SchemaValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int USUAL_LENGTH = 12;
    private static final int MORE_ITEMS = 2;
    private static final String LETTERS = "abc XYZ 019 äß — é 漢字 O'Neil <b> & \"q\" \\ / {{7*7}} ${x} ; -- ";

    /** What is hardly ever what a place wants. */
    private static final List<JsonNode> WRONG = List.of(
            JSON.nullNode(),
            JSON.booleanNode(true),
            JSON.numberNode(-1),
            JSON.numberNode(new BigDecimal("1e40")),
            JSON.numberNode(Long.MAX_VALUE),
            JSON.numberNode(new BigDecimal("0.001")),
            JSON.textNode(""),
            JSON.textNode("x"),
            JSON.textNode("\u0000"),
            JSON.textNode("\u202e\u200b"),
            JSON.textNode("x".repeat(5_000)),
            JSON.textNode("http://user:secret@host/"),
            JSON.textNode("file:///etc/passwd"),
            JSON.arrayNode(),
            JSON.arrayNode().add(JSON.arrayNode()),
            JSON.objectNode(),
            JSON.objectNode().put("id", "x"));

    private final JsonNode document;
    private final Random random;

    SchemaValues(JsonNode document, Random random) {
        this.document = document;
        this.random = random;
    }

    /** A value that is as the schema says. */
    JsonNode valid(JsonNode reference) {
        var schema = Documents.resolved(document, reference);
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return any(List.copyOf(schema.get("enum").valueStream().toList()));
        }
        if (schema.has("oneOf")) {
            return valid(any(schema.get("oneOf").valueStream().toList()));
        }
        return switch (type(schema)) {
            case "null" -> JSON.nullNode();
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "integer" -> integer(schema);
            case "number" -> number(schema);
            case "array" -> array(schema);
            case "string" -> text(schema);
            default -> object(schema);
        };
    }

    private String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? any(type.valueStream().toList()).asText() : type.asText("object");
    }

    private JsonNode integer(JsonNode schema) {
        var least = schema.path("minimum").asLong(0);
        var most = schema.path("maximum").asLong(least + 20);
        return switch (random.nextInt(4)) {
            case 0 -> JSON.numberNode(least);
            case 1 -> JSON.numberNode(most);
            default -> JSON.numberNode(least + random.nextLong(Math.min(most - least, 1_000) + 1));
        };
    }

    private JsonNode number(JsonNode schema) {
        var most = schema.path("maximum").asDouble(1_000);
        return JSON.numberNode(
                BigDecimal.valueOf(0.01 + random.nextDouble() * (most - 0.01)).setScale(2, RoundingMode.DOWN));
    }

    private JsonNode array(JsonNode schema) {
        var least = schema.path("minItems").asInt(0);
        var most = Math.min(schema.path("maxItems").asInt(least + MORE_ITEMS), least + MORE_ITEMS);
        var array = JSON.arrayNode();
        for (var count = least + random.nextInt(most - least + 1); count > 0; count--) {
            array.add(valid(schema.get("items")));
        }
        return array;
    }

    private JsonNode text(JsonNode schema) {
        if (schema.has("pattern")) {
            return JSON.textNode(PatternValues.of(schema.get("pattern").textValue(), random));
        }
        var least = schema.path("minLength").asInt(0);
        var most = schema.path("maxLength").asInt(least + USUAL_LENGTH);
        var length = random.nextInt(8) == 0 ? most : Math.min(most, least + random.nextInt(USUAL_LENGTH));
        var text = new StringBuilder();
        while (text.length() < length) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return JSON.textNode(text.toString());
    }

    private JsonNode object(JsonNode schema) {
        var object = JSON.objectNode();
        schema.path("allOf").forEach(part -> object.setAll((ObjectNode) valid(part)));
        var required =
                schema.path("required").valueStream().map(JsonNode::textValue).toList();
        for (var property : schema.path("properties").properties()) {
            if (required.contains(property.getKey()) || random.nextInt(3) == 0) {
                object.set(property.getKey(), valid(property.getValue()));
            }
        }
        return object;
    }

    /** A value with one place changed: another value, a member more, or one less. */
    JsonNode wrong(JsonNode valid) {
        var copy = valid.deepCopy();
        var places = new ArrayList<JsonNode>();
        collect(copy, places);
        if (places.isEmpty()) {
            return any(WRONG);
        }
        switch (any(places)) {
            case ObjectNode object -> change(object);
            case ArrayNode array -> {
                if (array.isEmpty() || random.nextInt(4) == 0) {
                    array.add(any(WRONG));
                } else {
                    array.set(random.nextInt(array.size()), any(WRONG));
                }
            }
            default -> throw new IllegalStateException("Only objects and arrays have places");
        }
        return copy;
    }

    private void change(ObjectNode object) {
        var names = object.properties().stream().map(Map.Entry::getKey).toList();
        if (names.isEmpty() || random.nextInt(4) == 0) {
            object.set(any(List.of("unknown", "", "a/b~c", "status", "Numbers")), any(WRONG));
        } else if (random.nextInt(4) == 0) {
            object.remove(any(names));
        } else {
            object.set(any(names), any(WRONG));
        }
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        if (node.isContainerNode()) {
            places.add(node);
            node.forEach(child -> collect(child, places));
        }
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
