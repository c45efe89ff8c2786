package dev.tenantry.local.template.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Reads typed values from resolved properties; its errors name the property and the line. */
public final class PropertyReader {

    private final String path;
    private final Node.Mapping node;

    /** Makes a reader of the properties at a path, for instance {@code Resources.Table.Properties}. */
    PropertyReader(String path, Node.Mapping node) {
        this.path = path;
        this.node = node;
    }

    /** Whether the property is there. */
    public boolean has(String name) {
        return node.entries().containsKey(name);
    }

    /** The path of a property. */
    public String path(String name) {
        return path + "." + name;
    }

    /** The line of a property, or of its owner where it is missing. */
    public int line(String name) {
        return has(name) ? node.entries().get(name).line() : node.line();
    }

    /** Refuses whatever has another name. */
    void requireOnly(Set<String> names) {
        node.entries().forEach((name, value) -> {
            if (!names.contains(name)) {
                throw new UnsupportedPropertyException(path(name), value.line());
            }
        });
    }

    /** A property as it stands. */
    public Optional<Node> node(String name) {
        return Optional.ofNullable(node.entries().get(name));
    }

    /** A string, if it is there. */
    public Optional<String> optionalText(String name) {
        return node(name).map(value -> scalar(name, value).text());
    }

    /** A string that is required. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    /** An integer, if it is there. */
    public Optional<Integer> optionalInteger(String name) {
        return optionalText(name).map(text -> {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException e) {
                throw new TemplateException(path(name) + " must be an integer", line(name));
            }
        });
    }

    /** An integer in a range; where it is missing, another. */
    public int integer(String name, int least, int most, int otherwise) {
        int value = optionalInteger(name).orElse(otherwise);
        if (has(name) && (value < least || value > most)) {
            throw new TemplateException("%s must be from %d to %d".formatted(path(name), least, most), line(name));
        }
        return value;
    }

    /** A boolean; false where it is missing. */
    public boolean flag(String name) {
        return node(name)
                .map(value -> scalar(name, value))
                .map(scalar -> scalar.text().equalsIgnoreCase("true"))
                .orElse(false);
    }

    /** A value that must be one of those that a local run can honour. */
    public String oneOf(String name, String otherwise, List<String> supported) {
        var value = optionalText(name).orElse(otherwise);
        if (!supported.contains(value)) {
            throw new UnsupportedPropertyException(path(name), value, line(name));
        }
        return value;
    }

    /** A map, if it is there. */
    public Optional<PropertyReader> optionalChild(String name) {
        return node(name).map(value -> new PropertyReader(path(name), mapping(path(name), value)));
    }

    /** A map that is required. */
    public PropertyReader child(String name) {
        return optionalChild(name).orElseThrow(() -> missing(name));
    }

    /** The entries of a map of maps, such as a function's events. */
    public SequencedMap<String, PropertyReader> children(String name) {
        var children = new LinkedHashMap<String, PropertyReader>();
        node(name).map(value -> mapping(path(name), value)).ifPresent(map -> map.entries()
                .forEach((key, value) -> {
                    var childPath = path(name) + "." + key;
                    children.put(key, new PropertyReader(childPath, mapping(childPath, value)));
                }));
        return children;
    }

    /** The items of a list of maps; none where it is missing. */
    public List<PropertyReader> items(String name) {
        return node(name).map(Node::listOf).orElse(List.of()).stream()
                .map(item -> new PropertyReader(path(name) + "[]", mapping(path(name) + "[]", item)))
                .toList();
    }

    /** The items of a list of strings; none where it is missing. */
    public List<String> texts(String name) {
        return node(name).map(Node::listOf).orElse(List.of()).stream()
                .map(item -> scalar(name, item).text())
                .toList();
    }

    /** The entries of a map of strings; none where it is missing. */
    public Map<String, String> textMap(String name) {
        var texts = new LinkedHashMap<String, String>();
        node(name).map(value -> mapping(path(name), value)).ifPresent(map -> map.entries()
                .forEach((key, value) ->
                        texts.put(key, scalar(name + "." + key, value).text())));
        return texts;
    }

    /** The entries of a map of strings or lists of strings; none where it is missing. */
    public SequencedMap<String, List<String>> textLists(String name) {
        var lists = new LinkedHashMap<String, List<String>>();
        optionalChild(name)
                .ifPresent(child -> child.node.entries().keySet().forEach(key -> lists.put(key, child.texts(key))));
        return lists;
    }

    /** The error of a required property that is missing. */
    public TemplateException missing(String name) {
        return new TemplateException(path(name) + " is required", node.line());
    }

    private Node.Scalar scalar(String name, Node value) {
        if (value instanceof Node.Scalar scalar) {
            return scalar;
        }
        throw new TemplateException(path(name) + " must be a string", value.line());
    }

    private static Node.Mapping mapping(String where, Node value) {
        if (value instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw new TemplateException(where + " must be a map", value.line());
    }
}
