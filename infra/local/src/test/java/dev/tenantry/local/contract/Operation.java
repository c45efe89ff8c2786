package dev.tenantry.local.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An operation of the OpenAPI document.
 *
 * @param method in upper case
 * @param path with its variables in braces
 * @param parameters of the operation and of its path, resolved
 * @param json the operation itself
 */
record Operation(String method, String path, List<JsonNode> parameters, JsonNode json) {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head", "options");

    /** All operations of a document, those with more literal paths first. */
    static List<Operation> all(JsonNode document) {
        var operations = new ArrayList<Operation>();
        document.get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(member -> METHODS.contains(member.getKey()))
                .forEach(member -> operations.add(
                        of(document, path.getKey(), path.getValue(), member.getKey(), member.getValue()))));
        operations.sort(Comparator.comparing(operation -> operation.path().replaceAll("\\{[^}]+}", "~")));
        return operations;
    }

    private static Operation of(JsonNode document, String path, JsonNode item, String method, JsonNode json) {
        var parameters = new ArrayList<JsonNode>();
        for (var owner : List.of(item, json)) {
            owner.path("parameters").forEach(each -> parameters.add(Documents.resolved(document, each)));
        }
        return new Operation(method.toUpperCase(Locale.ROOT), path, parameters, json);
    }

    String id() {
        return json.get("operationId").textValue();
    }

    /** The route of API Gateway that the operation is. */
    String route() {
        return method + " " + path;
    }

    /** Whether anybody may call it. */
    boolean isOpen() {
        return json.path("security").isArray() && json.get("security").isEmpty();
    }

    /** Whether its answers are for Twilio alone, and have a minimum of headers. */
    boolean isCallback() {
        return json.path("x-any-query").asBoolean();
    }

    List<JsonNode> parameters(String in) {
        return parameters.stream()
                .filter(parameter -> parameter.get("in").textValue().equals(in))
                .toList();
    }

    Set<String> names(String in) {
        return parameters(in).stream()
                .map(parameter -> parameter.get("name").textValue())
                .collect(Collectors.toSet());
    }

    /** The variables of a path that is of this form; empty when it is of another. */
    Optional<Map<String, String>> match(String actual) {
        var parts = path.split("/", -1);
        var actualParts = actual.split("/", -1);
        if (parts.length != actualParts.length) {
            return Optional.empty();
        }
        var variables = new LinkedHashMap<String, String>();
        for (var i = 0; i < parts.length; i++) {
            var decoded = decoded(actualParts[i]);
            if (parts[i].startsWith("{") && !decoded.isEmpty()) {
                variables.put(parts[i].substring(1, parts[i].length() - 1), decoded);
            } else if (!parts[i].equals(decoded)) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return part;
        }
    }
}
