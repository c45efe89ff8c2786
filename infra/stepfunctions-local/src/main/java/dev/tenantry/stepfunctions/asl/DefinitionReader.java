package dev.tenantry.stepfunctions.asl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads a definition: one pass that builds the model and finds what AWS would refuse. */
public final class DefinitionReader {
    /** The largest definition in bytes of UTF-8. Source: Step Functions service quotas. */
    public static final int MAX_DEFINITION_BYTES = 1_048_576;

    private static final Set<String> MACHINE_FIELDS =
            Set.of("Comment", "QueryLanguage", "StartAt", "States", "TimeoutSeconds", "Version");
    private static final Set<String> FLOW_FIELDS = Set.of("Comment", "StartAt", "States", "ProcessorConfig");
    private static final int MAX_STATE_NAME = 80;

    private final Diagnostics diagnostics = new Diagnostics();
    private final Set<String> stateNames = new HashSet<>();

    private DefinitionReader() {}

    /**
     * Reads a definition.
     *
     * @throws InvalidDefinitionException when it has errors
     */
    public static StateMachineDefinition read(String text) throws InvalidDefinitionException {
        var reader = new DefinitionReader();
        Optional<StateMachineDefinition> definition = reader.machine(text);
        List<Diagnostic> errors = reader.diagnostics.errors();
        if (!errors.isEmpty()) {
            throw new InvalidDefinitionException(errors);
        }
        return definition.orElseThrow();
    }

    /** Everything that is to be said about a definition. */
    public static List<Diagnostic> validate(String text) {
        var reader = new DefinitionReader();
        reader.machine(text);
        return reader.diagnostics.all();
    }

    private Optional<StateMachineDefinition> machine(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_DEFINITION_BYTES) {
            diagnostics.add("DEFINITION_TOO_LARGE", "", "The definition exceeds " + MAX_DEFINITION_BYTES + " bytes");
            return Optional.empty();
        }
        JsonNode json;
        try {
            json = Json.parse(text);
        } catch (JsonProcessingException e) {
            diagnostics.add("INVALID_JSON_DESCRIPTION", "", e.getOriginalMessage());
            return Optional.empty();
        }
        Node root = new Node(json, "", diagnostics);
        if (!root.isObject()) {
            return Optional.empty();
        }
        root.allowOnly(MACHINE_FIELDS);
        QueryLanguage.check(root);
        OptionalLong timeout = root.integer("TimeoutSeconds", 1, 99_999_999)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
        root.text("Comment");
        root.text("Version")
                .filter(version -> !version.equals("1.0"))
                .ifPresent(version -> root.fieldError("Version", "Value is not supported: " + version));
        return Optional.of(
                new StateMachineDefinition(flow(root, QueryLanguage.of(root, QueryLanguage.JSON_PATH)), timeout, json));
    }

    /** Reads a flow whose own fields have been looked at. */
    private Flow flow(Node node, QueryLanguage language) {
        node.require("StartAt", "States");
        String startAt = node.text("StartAt").orElse("");
        Map<String, State> states = new LinkedHashMap<>();
        Node statesNode = node.child("States");
        if (node.has("States") && statesNode.isObject()) {
            if (statesNode.json().isEmpty()) {
                statesNode.error("States must contain at least one state");
            }
            statesNode.json().fieldNames().forEachRemaining(name -> state(statesNode.child(name), name, language)
                    .ifPresent(state -> states.put(name, state)));
            Transitions.check(node, startAt, states, node.location().isEmpty());
        }
        return new Flow(startAt, states);
    }

    /** A branch or an item processor; its states have the dialect of the machine, not of the state around them. */
    Flow innerFlow(Node node, QueryLanguage language) {
        if (!node.isObject()) {
            return new Flow("", Map.of());
        }
        node.allowOnly(FLOW_FIELDS);
        return flow(node, language);
    }

    private Optional<State> state(Node node, String name, QueryLanguage machine) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        if (name.isEmpty() || name.length() > MAX_STATE_NAME) {
            node.error("State name must be between 1 and " + MAX_STATE_NAME + " characters");
        }
        if (!stateNames.add(name)) {
            diagnostics.add("DUPLICATE_STATE_NAME", node.location(), "Duplicate State name: " + name);
        }
        node.require("Type");
        return new StateReader(this, node, name, QueryLanguage.ofState(node, machine), machine).read();
    }
}
