package dev.tenantry.statemachine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A state machine's definition as it lies in this module.
 *
 * @param text the file, with its <code>${…}</code> for what the template substitutes
 */
record Definition(String text) {
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(\\w+)}");

    static Definition provisioning() {
        return read("provisioning.asl.json");
    }

    static Definition rollback() {
        return read("rollback.asl.json");
    }

    static Definition a2pRegistration() {
        return read("a2p-registration.asl.json");
    }

    static Definition tollFreeVerification() {
        return read("toll-free-verification.asl.json");
    }

    private static Definition read(String file) {
        try {
            return new Definition(Files.readString(Path.of(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The definition with each function's logical id in the place of its ARN. */
    String withLogicalIds() {
        return withLogicalIds(text);
    }

    private static String withLogicalIds(String text) {
        return SUBSTITUTION.matcher(text).replaceAll("$1");
    }

    /** The names that the template must substitute, in the order of the text. */
    List<String> substitutions() {
        return SUBSTITUTION.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /** The Task states by name, those in branches too, in the order of the text. */
    Map<String, JsonNode> tasks() {
        var tasks = new LinkedHashMap<String, JsonNode>();
        collectTasks(json(), tasks);
        return tasks;
    }

    /** The function of each Task state, with all the functions that must have succeeded before it is called. */
    Map<String, Set<String>> predecessors() {
        var predecessors = new LinkedHashMap<String, Set<String>>();
        collectPredecessors(json(), Set.of(), predecessors);
        return predecessors;
    }

    private JsonNode json() {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private static void collectTasks(JsonNode machine, Map<String, JsonNode> tasks) {
        machine.get("States").properties().forEach(state -> {
            if (state.getValue().get("Type").textValue().equals("Task")) {
                tasks.put(state.getKey(), state.getValue());
            }
            state.getValue().path("Branches").forEach(branch -> collectTasks(branch, tasks));
        });
    }

    /** Returns the functions that have succeeded when the state machine, or the branch of one, has. */
    private static Set<String> collectPredecessors(
            JsonNode machine, Set<String> before, Map<String, Set<String>> predecessors) {
        var succeeded = new HashSet<>(before);
        var name = machine.get("StartAt").textValue();
        while (name != null) {
            var state = machine.get("States").get(name);
            var earlier = Set.copyOf(succeeded);
            if (state.get("Type").textValue().equals("Task")) {
                var function =
                        withLogicalIds(state.at("/Arguments/FunctionName").textValue());
                predecessors.put(function, earlier);
                succeeded.add(function);
            }
            state.path("Branches")
                    .forEach(branch -> succeeded.addAll(collectPredecessors(branch, earlier, predecessors)));
            name = state.path("Next").textValue();
        }
        return succeeded;
    }
}
