package dev.tenantry.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Reads typed values from resolved properties; its errors name the property and the line. */
final class PropertyReader {

    private final String path;
    private final Node.Mapping node;

    PropertyReader(String path, Node.Mapping node) {
        this.path = path;
        this.node = node;
    }

    boolean has(String name) {
        return node.entries().containsKey(name);
    }

    String path(String name) {
        return path + "." + name;
    }

    int line(String name) {
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

    Optional<Node> node(String name) {
        return Optional.ofNullable(node.entries().get(name));
    }

    Optional<String> optionalText(String name) {
        return node(name).map(value -> scalar(name, value).text());
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    Optional<Integer> optionalInteger(String name) {
        return optionalText(name).map(text -> {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException e) {
                throw new TemplateException(path(name) + " must be an integer", line(name));
            }
        });
    }

    int integer(String name, int least, int most, int otherwise) {
        int value = optionalInteger(name).orElse(otherwise);
        if (has(name) && (value < least || value > most)) {
            throw new TemplateException("%s must be from %d to %d".formatted(path(name), least, most), line(name));
        }
        return value;
    }

    boolean flag(String name) {
        return node(name)
                .map(value -> scalar(name, value))
                .map(scalar -> scalar.text().equalsIgnoreCase("true"))
                .orElse(false);
    }

    /** A value that must be one of those that a local run can honour. */
    String oneOf(String name, String otherwise, List<String> supported) {
        var value = optionalText(name).orElse(otherwise);
        if (!supported.contains(value)) {
            throw new UnsupportedPropertyException(path(name), value, line(name));
        }
        return value;
    }

    Optional<PropertyReader> optionalChild(String name) {
        return node(name).map(value -> new PropertyReader(path(name), mapping(path(name), value)));
    }

    PropertyReader child(String name) {
        return optionalChild(name).orElseThrow(() -> missing(name));
    }

    /** The entries of a map of maps, such as a function's events. */
    SequencedMap<String, PropertyReader> children(String name) {
        var children = new LinkedHashMap<String, PropertyReader>();
        node(name).map(value -> mapping(path(name), value)).ifPresent(map -> map.entries()
                .forEach((key, value) -> {
                    var childPath = path(name) + "." + key;
                    children.put(key, new PropertyReader(childPath, mapping(childPath, value)));
                }));
        return children;
    }

    List<PropertyReader> items(String name) {
        return node(name).map(Node::listOf).orElse(List.of()).stream()
                .map(item -> new PropertyReader(path(name) + "[]", mapping(path(name) + "[]", item)))
                .toList();
    }

    List<String> texts(String name) {
        return node(name).map(Node::listOf).orElse(List.of()).stream()
                .map(item -> scalar(name, item).text())
                .toList();
    }

    Map<String, String> textMap(String name) {
        var texts = new LinkedHashMap<String, String>();
        node(name).map(value -> mapping(path(name), value)).ifPresent(map -> map.entries()
                .forEach((key, value) ->
                        texts.put(key, scalar(name + "." + key, value).text())));
        return texts;
    }

    TemplateException missing(String name) {
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
