package dev.tenantry.statemachine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
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
        return SUBSTITUTION.matcher(text).replaceAll(match -> Matcher.quoteReplacement(match.group(1)));
    }

    /** The names that the template must substitute, in the order of the text. */
    List<String> substitutions() {
        return SUBSTITUTION.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /** The Task states by name, those in branches too, in the order of the text. */
    Map<String, JsonNode> tasks() {
        try {
            var tasks = new LinkedHashMap<String, JsonNode>();
            collectTasks(Json.parse(text), tasks);
            return tasks;
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
}
