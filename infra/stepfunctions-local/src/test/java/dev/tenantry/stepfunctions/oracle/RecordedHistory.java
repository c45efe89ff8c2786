package dev.tenantry.stepfunctions.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares a history with a recorded one: event types in order, and what was read, written and said. */
final class RecordedHistory {
    private static final Set<String> DETAILS = Set.of(
            "name",
            "index",
            "length",
            "input",
            "output",
            "error",
            "cause",
            "resource",
            "resourceType",
            "assignedVariables",
            "state",
            "location");
    private static final Set<String> CONCURRENT = Set.of("ParallelStateStarted", "MapStateStarted", "MapRunStarted");
    private static final Set<String> CONCURRENT_END = Set.of(
            "ParallelStateSucceeded",
            "ParallelStateFailed",
            "ParallelStateAborted",
            "MapStateSucceeded",
            "MapStateFailed",
            "MapStateAborted");

    private RecordedHistory() {}

    static List<String> differences(List<JsonNode> recorded, List<JsonNode> actual, boolean unordered) {
        List<String> direct = inOrder(recorded, actual);
        boolean branches = recorded.stream().anyMatch(event -> CONCURRENT.contains(type(event)));
        if (direct.isEmpty() || !(unordered || branches) || recorded.size() != actual.size()) {
            return direct;
        }
        return inOrder(outside(recorded), outside(actual)).isEmpty() && sameEvents(recorded, actual)
                ? List.of()
                : direct;
    }

    private static List<String> inOrder(List<JsonNode> recorded, List<JsonNode> actual) {
        List<String> recordedTypes =
                recorded.stream().map(RecordedHistory::type).toList();
        List<String> actualTypes = actual.stream().map(RecordedHistory::type).toList();
        if (!recordedTypes.equals(actualTypes)) {
            return List.of("history: recorded " + recordedTypes + ", got " + actualTypes);
        }
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < recorded.size(); i++) {
            differences.addAll(differences(recorded.get(i), actual.get(i), "event " + (i + 1)));
        }
        return differences;
    }

    /** Branches may interleave in any order, so each recorded event has to be there once, wherever it is. */
    private static boolean sameEvents(List<JsonNode> recorded, List<JsonNode> actual) {
        List<JsonNode> rest = new ArrayList<>(actual);
        for (JsonNode event : recorded) {
            Optional<JsonNode> same = rest.stream()
                    .filter(each -> type(each).equals(type(event))
                            && differences(event, each, "").isEmpty())
                    .findFirst();
            if (same.isEmpty() || !rest.remove(same.get())) {
                return false;
            }
        }
        return true;
    }

    private static List<JsonNode> outside(List<JsonNode> events) {
        List<JsonNode> outside = new ArrayList<>();
        int depth = 0;
        for (JsonNode event : events) {
            String type = type(event);
            if (CONCURRENT_END.contains(type)) {
                depth = Math.max(0, depth - 1);
            }
            if (depth == 0 || type.startsWith("Execution")) {
                outside.add(event);
            }
            if (type.equals("ParallelStateStarted") || type.equals("MapStateStarted")) {
                depth++;
            }
        }
        return outside;
    }

    private static List<String> differences(JsonNode recorded, JsonNode actual, String where) {
        JsonNode expected = details(recorded);
        JsonNode details = details(actual);
        List<String> differences = new ArrayList<>();
        for (String name : DETAILS) {
            if (!expected.has(name)) {
                continue;
            }
            String path = where + " " + type(recorded) + "." + name;
            switch (name) {
                case "input", "output" ->
                    differences.addAll(Recording.textDifferences(expected.get(name), details.path(name), path));
                case "assignedVariables" ->
                    expected.get(name)
                            .properties()
                            .forEach(variable -> differences.addAll(Recording.textDifferences(
                                    json(variable.getValue()),
                                    details.path(name).path(variable.getKey()),
                                    path)));
                default -> differences.addAll(Recording.differences(expected.get(name), details.path(name), path));
            }
        }
        return differences;
    }

    private static JsonNode json(JsonNode recorded) {
        return recorded.isTextual() && !recorded.textValue().contains("<<")
                ? Json.trusted(recorded.textValue())
                : recorded;
    }

    private static JsonNode details(JsonNode event) {
        for (var field : event.properties()) {
            if (field.getKey().endsWith("EventDetails")) {
                return field.getValue();
            }
        }
        return Json.NODES.objectNode();
    }

    private static String type(JsonNode event) {
        return event.path("type").asText();
    }
}
