package dev.tenantry.statemachine;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Layout of JSON for people: one member or item a line, but an array of one value on the line of its member. */
final class JsonLayout {

    private JsonLayout() {}

    /** The text of a value, which ends with a line break. */
    static String format(JsonNode value) {
        return format(value, "\n") + "\n";
    }

    private static String format(JsonNode value, String line) {
        var inner = line + "  ";
        return switch (value) {
            case ObjectNode object ->
                object.properties().stream()
                        .map(member -> TextNode.valueOf(member.getKey()) + ": " + format(member.getValue(), inner))
                        .collect(joining("," + inner, "{" + inner, line + "}"));
            case ArrayNode array when array.size() == 1 && array.get(0).isValueNode() -> "[" + array.get(0) + "]";
            case ArrayNode array ->
                array.valueStream()
                        .map(item -> format(item, inner))
                        .collect(joining("," + inner, "[" + inner, line + "]"));
            default -> value.toString();
        };
    }
}
