package dev.tenantry.local.template.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * SAM's Globals. A map is merged key by key, a list is put before the resource's own, anything else is a default (AWS
 * SAM Developer Guide, "Globals section of the AWS SAM template").
 */
final class Globals {

    private static final Map<String, String> TYPES = Map.of(
            "Function", ResourceType.FUNCTION,
            "HttpApi", ResourceType.HTTP_API,
            "StateMachine", ResourceType.STATE_MACHINE,
            "WebSocketApi", ResourceType.WEB_SOCKET_API);

    private final Map<String, Node.Mapping> byType = new LinkedHashMap<>();

    Globals(Node.Mapping section) {
        section.entries().forEach((name, value) -> {
            if (!TYPES.containsKey(name) || !(value instanceof Node.Mapping mapping)) {
                throw new UnsupportedPropertyException("Globals." + name, value.line());
            }
            byType.put(TYPES.get(name), mapping);
        });
    }

    Node.Mapping mergeInto(String logicalId, Node.Mapping resource) {
        if (!(resource.entries().get("Type") instanceof Node.Scalar type)) {
            throw new TemplateException("Resource " + logicalId + " has no Type", resource.line());
        }
        var globals = byType.get(type.text());
        if (globals == null) {
            return resource;
        }
        var own = resource.entries().getOrDefault("Properties", new Node.Mapping(new LinkedHashMap<>(), type.line()));
        return resource.with(Map.of("Properties", merge(globals, own)));
    }

    private static Node merge(Node global, Node own) {
        if (global instanceof Node.Mapping left
                && own instanceof Node.Mapping right
                && !left.isFunction()
                && !right.isFunction()) {
            var entries = new LinkedHashMap<>(left.entries());
            right.entries().forEach((key, value) -> entries.merge(key, value, Globals::merge));
            return new Node.Mapping(entries, right.line());
        } else if (global instanceof Node.Sequence left && own instanceof Node.Sequence right) {
            var items = new ArrayList<>(left.items());
            items.addAll(right.items());
            return new Node.Sequence(items, right.line());
        }
        return own;
    }
}
