package dev.tenantry.twilio.simulator.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The properties of JSON documents, each with its types.
 *
 * @param types by JSON Pointer, in which {@code *} stands for the elements of an array
 */
record Shape(Map<String, Set<JsonNodeType>> types) {
    static Shape of(Iterable<JsonNode> documents) {
        var types = new TreeMap<String, Set<JsonNodeType>>();
        documents.forEach(document -> collect("", document, types));
        return new Shape(types);
    }

    private static void collect(String pointer, JsonNode node, Map<String, Set<JsonNodeType>> types) {
        types.computeIfAbsent(pointer, _ -> EnumSet.noneOf(JsonNodeType.class)).add(node.getNodeType());
        node.properties().forEach(property -> collect(pointer + "/" + property.getKey(), property.getValue(), types));
        if (node.isArray()) {
            node.forEach(element -> collect(pointer + "/*", element, types));
        }
    }

    /** What this has and the other has not, or has with other types only; null goes with everything. */
    Set<String> differencesFrom(Shape other) {
        var differences = new TreeSet<String>();
        types.forEach((pointer, here) -> {
            var there = other.types.get(pointer);
            if (there == null) {
                differences.add(pointer + " is missing");
            } else if (!here.contains(JsonNodeType.NULL)
                    && !there.contains(JsonNodeType.NULL)
                    && here.stream().noneMatch(there::contains)) {
                differences.add(pointer + " is " + there + ", not " + here);
            }
        });
        return differences;
    }
}
