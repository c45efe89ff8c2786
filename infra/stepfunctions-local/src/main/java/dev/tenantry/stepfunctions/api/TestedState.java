package dev.tenantry.stepfunctions.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.asl.DefinitionReader;
import dev.tenantry.stepfunctions.asl.Flow;
import dev.tenantry.stepfunctions.asl.InvalidDefinitionException;
import dev.tenantry.stepfunctions.asl.State;
import dev.tenantry.stepfunctions.json.Json;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * State that a TestState request is about.
 *
 * @param insideMap whether it is one of the states that a Map state runs for each item
 */
record TestedState(State state, boolean insideMap) {
    /** What a state is called that comes without a machine. */
    static final String UNNAMED = "TestState";

    private static final Pattern HTTP_TASK = Pattern.compile("arn:[^:]*:states:[^:]*:[^:]*:http:.*");
    private static final Pattern ACTIVITY = Pattern.compile("arn:[^:]*:states:[^:]*:[^:]*:activity:.*");

    /** Reads the definition: a state, or a machine and the name of one of its states. */
    static TestedState read(String definition, Optional<String> stateName) {
        JsonNode json = parse(definition);
        json.findValuesAsText("Resource").forEach(TestedState::checkResource);
        if (stateName.isEmpty()) {
            return readAlone(json);
        }
        Flow flow = flow(definition, "");
        return find(flow, stateName.get(), false)
                .orElseThrow(() ->
                        ApiException.validation("The definition has no state with the name '" + stateName.get() + "'"));
    }

    private static JsonNode parse(String definition) {
        try {
            return Json.parse(definition);
        } catch (JsonProcessingException e) {
            throw new ApiException(
                    "InvalidDefinition",
                    "Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: " + e.getOriginalMessage() + "'");
        }
    }

    private static void checkResource(String resource) {
        if (HTTP_TASK.matcher(resource).matches()) {
            throw ApiException.validation("HTTP Tasks are not supported by this engine: " + resource);
        }
        if (ACTIVITY.matcher(resource).matches()) {
            throw ApiException.validation("Activities are not supported by this engine: " + resource);
        }
    }

    private static TestedState readAlone(JsonNode json) {
        Set<String> targets = new LinkedHashSet<>();
        targets(json, targets);
        String name = UNNAMED;
        while (targets.contains(name)) {
            name += "_";
        }
        ObjectNode machine = Json.NODES.objectNode().put("StartAt", name);
        if (json.path("QueryLanguage").isTextual()) {
            machine.set("QueryLanguage", json.path("QueryLanguage"));
        }
        ObjectNode states = machine.putObject("States");
        states.set(name, json);
        targets.forEach(target -> states.putObject(target).put("Type", "Succeed"));
        Flow flow = flow(Json.text(machine), "/States/" + name);
        return new TestedState(flow.states().get(name), false);
    }

    /** The states that a state may be followed by; they need not be known to test it. */
    private static void targets(JsonNode state, Set<String> targets) {
        Stream.of("Next", "Default")
                .map(state::path)
                .filter(JsonNode::isTextual)
                .forEach(target -> targets.add(target.textValue()));
        Stream.of("Choices", "Catch").forEach(list -> state.path(list).forEach(each -> {
            if (each.path("Next").isTextual()) {
                targets.add(each.path("Next").textValue());
            }
        }));
    }

    private static Flow flow(String definition, String prefix) {
        try {
            return DefinitionReader.read(definition).flow();
        } catch (InvalidDefinitionException e) {
            String message = prefix.isEmpty()
                    ? e.getMessage()
                    : e.getMessage().replace(prefix + "/", "/").replace(prefix, "/");
            throw new ApiException("InvalidDefinition", message);
        }
    }

    private static Optional<TestedState> find(Flow flow, String name, boolean insideMap) {
        if (flow.states().containsKey(name)) {
            return Optional.of(new TestedState(flow.states().get(name), insideMap));
        }
        return flow.states().values().stream()
                .flatMap(state -> switch (state) {
                    case State.Parallel parallel ->
                        parallel.branches().stream().flatMap(branch -> find(branch, name, insideMap).stream());
                    case State.ForEach map -> find(map.processor().flow(), name, true).stream();
                    default -> Stream.<TestedState>empty();
                })
                .findFirst();
    }

    /** Whether one of the states inside of this one has a name. */
    boolean contains(String name) {
        return switch (state) {
            case State.Parallel parallel ->
                parallel.branches().stream()
                        .anyMatch(branch -> find(branch, name, false).isPresent());
            case State.ForEach map -> find(map.processor().flow(), name, true).isPresent();
            default -> false;
        };
    }
}
