package dev.tenantry.statemachine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        try {
            return new Definition(Files.readString(Path.of("provisioning.asl.json")));
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

    /** The states, by name. */
    JsonNode states() {
        try {
            return Json.parse(text).get("States");
        } catch (JsonProcessingException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    /** The names of the Task states, in the order of the text, which is the order in which they run. */
    List<String> tasks() {
        return states().propertyStream()
                .filter(state -> state.getValue().get("Type").textValue().equals("Task"))
                .map(state -> state.getKey())
                .toList();
    }
}
