package dev.tenantry.core.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** JSON as DynamoDB's attribute values, and back: objects are maps, so that people can read an item in the console. */
public final class Attributes {
    private Attributes() {}

    /** The members of an object, as an item's attributes. */
    public static Map<String, AttributeValue> of(ObjectNode json) {
        var attributes = new LinkedHashMap<String, AttributeValue>();
        json.properties().forEach(member -> attributes.put(member.getKey(), value(member.getValue())));
        return attributes;
    }

    /** An item's attributes, as the members of an object. */
    public static ObjectNode json(Map<String, AttributeValue> attributes) {
        var json = JsonNodeFactory.instance.objectNode();
        attributes.forEach((name, value) -> json.set(name, json(value)));
        return json;
    }

    private static AttributeValue value(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> AttributeValue.fromM(of((ObjectNode) json));
            case ARRAY ->
                AttributeValue.fromL(StreamSupport.stream(json.spliterator(), false)
                        .map(Attributes::value)
                        .toList());
            case STRING -> AttributeValue.fromS(json.textValue());
            case NUMBER -> AttributeValue.fromN(json.asText());
            case BOOLEAN -> AttributeValue.fromBool(json.booleanValue());
            case NULL -> AttributeValue.fromNul(true);
            case BINARY, MISSING, POJO ->
                throw new IllegalArgumentException("No attribute value for JSON of type " + json.getNodeType());
        };
    }

    private static JsonNode json(AttributeValue value) {
        var nodes = JsonNodeFactory.instance;
        return switch (value.type()) {
            case M -> json(value.m());
            case L -> {
                var array = nodes.arrayNode();
                value.l().forEach(element -> array.add(json(element)));
                yield array;
            }
            case S -> nodes.textNode(value.s());
            case N -> number(value.n());
            case BOOL -> nodes.booleanNode(value.bool());
            case NUL -> nodes.nullNode();
            default -> throw new IllegalArgumentException("No JSON for an attribute value of type " + value.type());
        };
    }

    private static JsonNode number(String text) {
        var nodes = JsonNodeFactory.instance;
        var number = new BigDecimal(text).stripTrailingZeros();
        if (number.scale() > 0) {
            return nodes.numberNode(number);
        }
        var integer = number.toBigIntegerExact();
        return integer.bitLength() < Long.SIZE ? nodes.numberNode(integer.longValue()) : nodes.numberNode(integer);
    }
}
