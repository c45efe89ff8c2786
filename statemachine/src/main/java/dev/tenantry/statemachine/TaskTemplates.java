package dev.tenantry.statemachine;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.json.Json;
import java.util.Arrays;

/** Templates of Task states, and the retry policy that all of them have, as {@code tasks.yaml} says. */
final class TaskTemplates {
    private final JsonNode source;
    private final JsonNode retry;
    private final JsonNode retryExceptTimeout;

    /**
     * Reads the templates.
     *
     * @param source the retry policy, the templates and the titles, as in {@code tasks.yaml}
     */
    TaskTemplates(JsonNode source) {
        this.source = source;
        this.retry = source.required("retry");
        this.retryExceptTimeout = exceptTimeout(retry);
    }

    private static JsonNode exceptTimeout(JsonNode retry) {
        var policy = retry.deepCopy();
        for (var errors : policy.findValues("ErrorEquals")) {
            ((ArrayNode) errors).removeIf(error -> error.textValue().equals("States.Timeout"));
        }
        return policy;
    }

    /**
     * The task that invokes a function of its own.
     *
     * @param id of the step, or of a task that {@code tasks.yaml} gives a title
     * @param template the name of the template
     */
    State task(String id, String template) {
        var title = source.required("titles").path(id);
        return new State(
                title.isTextual() ? title.textValue() : StepName.ofId(id).title(), fill(template, id));
    }

    /** The task that rolls a step back. */
    State rollback(StepName step) {
        return new State(step.rollbackTitle(), fill("rollback", step.id()));
    }

    private ObjectNode fill(String template, String id) {
        return fill((ObjectNode) source.required("templates").required(template), id);
    }

    private ObjectNode fill(ObjectNode template, String id) {
        var filled = Json.object();
        template.properties().forEach(member -> filled.set(member.getKey(), fill(member.getValue(), id)));
        return filled;
    }

    private JsonNode fill(JsonNode template, String id) {
        return switch (template) {
            case ObjectNode object -> fill(object, id);
            case TextNode text -> fill(text, id);
            default -> template;
        };
    }

    private JsonNode fill(TextNode text, String id) {
        return switch (text.textValue()) {
            case "<retry>" -> retry;
            case "<retry except States.Timeout>" -> retryExceptTimeout;
            default ->
                TextNode.valueOf(
                        text.textValue().replace("<function>", function(id)).replace("<step>", id));
        };
    }

    /** The logical id of a function in the template, e.g. {@code CreateApiKeyFunction} of {@code create-api-key}. */
    private static String function(String id) {
        return Arrays.stream(id.split("-", -1))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(joining("", "", "Function"));
    }
}
