package dev.tenantry.local.template.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** A value of the template, with its place. CloudFormation's short tags stand in their long form ({@code Fn::Sub}). */
public sealed interface Node {

    /**
     * The line of the value's key, or of the value itself in a list.
     *
     * @return a line number, counted from 1
     */
    int line();

    /**
     * The value as JSON.
     *
     * @return a new tree
     */
    JsonNode toJson();

    /**
     * A string, number, boolean or null.
     *
     * @param value the value
     * @param line its line
     */
    record Scalar(ValueNode value, int line) implements Node {

        /**
         * Makes a string.
         *
         * @param text the string
         * @param line its line
         * @return the node
         */
        public static Scalar of(String text, int line) {
            return new Scalar(TextNode.valueOf(text), line);
        }

        /**
         * The value in the words of the template, as CloudFormation, which treats all scalars as strings, sees it.
         *
         * @return the text
         */
        public String text() {
            return value.asText();
        }

        @Override
        public JsonNode toJson() {
            return value;
        }
    }

    /**
     * A list.
     *
     * @param items its items
     * @param line its line
     */
    record Sequence(List<Node> items, int line) implements Node {

        /** Copies the items. */
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public JsonNode toJson() {
            var array = JsonNodeFactory.instance.arrayNode(items.size());
            items.forEach(item -> array.add(item.toJson()));
            return array;
        }
    }

    /**
     * A map in the order of the template.
     *
     * @param entries its entries
     * @param line its line
     */
    record Mapping(SequencedMap<String, Node> entries, int line) implements Node {

        /** Copies the entries. */
        public Mapping {
            entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
        }

        /**
         * Makes a map of one entry.
         *
         * @param key its key
         * @param value its value
         * @param line its line
         * @return the node
         */
        static Mapping of(String key, Node value, int line) {
            return new Mapping(new LinkedHashMap<>(Map.of(key, value)), line);
        }

        /** Whether the map is a call of an intrinsic function. */
        boolean isFunction() {
            if (entries.size() != 1) {
                return false;
            }
            var key = entries.firstEntry().getKey();
            return key.equals("Ref") || key.startsWith("Fn::");
        }

        /**
         * The same map with other or further entries.
         *
         * @param others the entries that win
         * @return a new map
         */
        Mapping with(Map<String, Node> others) {
            var all = new LinkedHashMap<>(entries);
            all.putAll(others);
            return new Mapping(all, line);
        }

        @Override
        public JsonNode toJson() {
            var object = JsonNodeFactory.instance.objectNode();
            entries.forEach((key, value) -> object.set(key, value.toJson()));
            return object;
        }
    }

    /**
     * The list's items, or the scalar itself as the only one: CloudFormation takes either where a list of strings is
     * wanted.
     *
     * @param node a node
     * @return the items
     */
    static List<Node> listOf(Node node) {
        return node instanceof Sequence sequence ? new ArrayList<>(sequence.items()) : List.of(node);
    }
}
