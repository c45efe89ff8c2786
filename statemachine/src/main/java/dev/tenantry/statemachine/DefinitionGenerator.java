package dev.tenantry.statemachine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Generator of the state machines' definitions in the Amazon States Language from their topology; see
 * {@code docs/adr/0020-generated-state-machines.md}.
 */
final class DefinitionGenerator {
    private static final String ROLLBACK_ORDER = "<all steps in rollback order>";

    private final JsonNode machines;
    private final TaskTemplates tasks;

    /**
     * Makes a generator.
     *
     * @param machines the topology of each state machine by its name, as in {@code machines.yaml}
     * @param tasks what makes the Task states
     */
    DefinitionGenerator(JsonNode machines, TaskTemplates tasks) {
        this.machines = machines;
        this.tasks = tasks;
    }

    /** The generator that reads the sources in the folder of this module. */
    static DefinitionGenerator of(Path module) throws IOException {
        var sources = module.resolve("src/main/asl");
        return new DefinitionGenerator(
                Yaml.read(sources.resolve("machines.yaml")),
                new TaskTemplates(Yaml.read(sources.resolve("tasks.yaml"))));
    }

    /** The text of each definition, by the name of its file. */
    Map<String, String> definitions() {
        var definitions = new LinkedHashMap<String, String>();
        machines.properties()
                .forEach(machine -> definitions.put(
                        machine.getKey() + ".asl.json", JsonLayout.format(definition(machine.getValue()))));
        return definitions;
    }

    private ObjectNode definition(JsonNode machine) {
        var definition = Json.object();
        definition.set("Comment", machine.required("comment"));
        definition.put("QueryLanguage", "JSONata");
        if (machine.has("timeoutSeconds")) {
            definition.set("TimeoutSeconds", machine.get("timeoutSeconds"));
        }
        return definition.setAll(sequence(machine.required("states")));
    }

    /** The two members that a state machine and a branch have in common: where to begin, and the states. */
    private ObjectNode sequence(JsonNode source) {
        var states = states(source);
        var byName = Json.object();
        for (var i = 0; i < states.size(); i++) {
            var state = states.get(i);
            if (i + 1 < states.size()) {
                state.body().put("Next", states.get(i + 1).name());
            } else {
                state.body().put("End", true);
            }
            if (byName.putIfAbsent(state.name(), state.body()) != null) {
                throw new IllegalArgumentException("Two states have the name " + state.name());
            }
        }
        var sequence = Json.object().put("StartAt", states.getFirst().name());
        sequence.set("States", byName);
        return sequence;
    }

    private List<State> states(JsonNode source) {
        if (source.isArray()) {
            return source.valueStream().map(this::state).toList();
        }
        return ROLLBACK_ORDER.equals(source.textValue())
                ? StepName.inRollbackOrder().stream().map(tasks::rollback).toList()
                : List.of(state(source));
    }

    private State state(JsonNode source) {
        if (source.isTextual()) {
            return tasks.task(source.textValue(), "invoke");
        }
        if (source.size() != 1) {
            throw new IllegalArgumentException("Not a state: " + source);
        }
        var state = source.properties().iterator().next();
        return state.getValue().isArray()
                ? parallel(state.getKey(), state.getValue())
                : tasks.task(state.getKey(), state.getValue().textValue());
    }

    private State parallel(String name, JsonNode branches) {
        var body = Json.object().put("Type", "Parallel");
        var definitions = body.putArray("Branches");
        branches.forEach(branch -> definitions.add(sequence(branch)));
        return new State(name, body);
    }
}
