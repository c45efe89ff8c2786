package dev.tenantry.stepfunctions.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.asl.State.ForEach.Batcher;
import dev.tenantry.stepfunctions.asl.State.ForEach.Processor;
import dev.tenantry.stepfunctions.asl.State.Wait.Until;
import dev.tenantry.stepfunctions.json.Json;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one state of a definition. */
final class StateReader {
    /** The longest time that a field may give. */
    static final long MAX_SECONDS = 99_999_999;

    private static final int MAX_LABEL = 40;
    private static final String FORBIDDEN_IN_LABEL = "?*<>{}[]\"#%\\^|~`$&,;:/";

    private final DefinitionReader reader;
    private final Node node;
    private final String name;
    private final QueryLanguage language;
    private final QueryLanguage machineLanguage;

    StateReader(
            DefinitionReader reader, Node node, String name, QueryLanguage language, QueryLanguage machineLanguage) {
        this.reader = reader;
        this.node = node;
        this.name = name;
        this.language = language;
        this.machineLanguage = machineLanguage;
    }

    Optional<State> read() {
        node.text("Comment");
        Optional<String> type = node.text("Type");
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Optional<Set<String>> fields = StateFields.of(type.get());
        if (fields.isEmpty()) {
            node.fieldError("Type", "Value is not a valid state type: " + type.get());
            return Optional.empty();
        }
        StateFields.check(node, type.get(), language);
        QueryLanguage.check(node);
        return Optional.of(
                switch (type.get()) {
                    case "Task" -> task();
                    case "Pass" ->
                        new State.Pass(name, Optional.ofNullable(node.json().get("Result")), exit());
                    case "Choice" -> choice();
                    case "Wait" -> new State.Wait(name, until(), exit());
                    case "Succeed" -> new State.Succeed(name, node.template("Output"));
                    case "Fail" -> new State.Fail(name, textOrQuery("Error"), textOrQuery("Cause"));
                    case "Parallel" -> parallel();
                    default -> map();
                });
    }

    private State task() {
        node.require("Resource");
        if (node.has("Credentials") && node.child("Credentials").isObject()) {
            Node credentials = node.child("Credentials");
            credentials.allowOnly(Set.of("RoleArn"));
            if (!credentials.has("RoleArn")) {
                credentials.error("The field 'RoleArn' is required but was missing");
            }
            textOrQuery("RoleArn", credentials);
        }
        Resource resource = node.text("Resource")
                .flatMap(arn -> ResourceReader.read(node, arn))
                .orElse(new Resource.LambdaFunction(""));
        Optional<Template> timeout = number("TimeoutSeconds", 1, MAX_SECONDS);
        Optional<Template> heartbeat = number("HeartbeatSeconds", 1, MAX_SECONDS);
        if (timeout.orElse(null) instanceof Template.Literal(JsonNode limit)
                && heartbeat.orElse(null) instanceof Template.Literal(JsonNode beat)
                && beat.longValue() >= limit.longValue()) {
            node.fieldError("HeartbeatSeconds", "HeartbeatSeconds must be smaller than TimeoutSeconds");
        }
        return new State.Task(
                name,
                resource,
                node.template("Arguments"),
                timeout,
                heartbeat,
                ErrorHandlingReader.read(node, language),
                exit());
    }

    private State choice() {
        node.require("Choices");
        List<Node> rules = node.elements("Choices");
        if (node.has("Choices") && rules.isEmpty()) {
            node.fieldError("Choices", "Value must be an array with at least one element");
        }
        List<State.Choice.Rule> read = new ArrayList<>();
        for (Node rule : rules) {
            if (rule.isObject()) {
                rule.allowOnly(Set.of("Comment", "Condition", "Next", "Output", "Assign"));
                StateFields.checkRule(rule, language);
                rule.require("Condition", "Next");
                Template condition = rule.json().path("Condition").isBoolean()
                        ? new Template.Literal(rule.json().path("Condition"))
                        : rule.expression("Condition").orElse(new Template.Literal(rule.json()));
                read.add(new State.Choice.Rule(condition, ExitReader.read(rule, rule.text("Next"))));
            }
        }
        Optional<Exit> otherwise = node.text("Default").map(next -> ExitReader.read(node, Optional.of(next)));
        return new State.Choice(name, List.copyOf(read), otherwise);
    }

    private Until until() {
        long given = List.of("Seconds", "Timestamp").stream().filter(node::has).count();
        if (given != 1) {
            node.error("A Wait state must contain exactly one of: [Seconds, Timestamp]");
        }
        if (node.has("Seconds")) {
            return new Until.Seconds(number("Seconds", 0, MAX_SECONDS)
                    .orElse(new Template.Literal(node.json().path("Seconds"))));
        }
        Optional<Template> timestamp = textOrQuery("Timestamp");
        if (timestamp.orElse(null) instanceof Template.Literal(JsonNode text)) {
            try {
                OffsetDateTime.parse(text.asText());
            } catch (DateTimeParseException _) {
                node.fieldError("Timestamp", "String does not match RFC3339 timestamp");
            }
        }
        return new Until.Timestamp(timestamp.orElse(new Template.Literal(node.json())));
    }

    private State parallel() {
        node.require("Branches");
        List<Node> nodes = node.elements("Branches");
        if (node.has("Branches") && nodes.isEmpty()) {
            node.fieldError("Branches", "Value must be an array with at least one element");
        }
        List<Flow> branches = nodes.stream()
                .map(branch -> reader.innerFlow(branch, machineLanguage))
                .toList();
        return new State.Parallel(
                name, node.template("Arguments"), branches, ErrorHandlingReader.read(node, language), exit());
    }

    private State map() {
        String field = language == QueryLanguage.JSON_PATH && node.has("Iterator") ? "Iterator" : "ItemProcessor";
        node.require(field);
        Processor processor = node.has(field)
                ? processor(node.child(field))
                : new Processor(new Flow("", Map.of()), false, false, node.json());
        Optional<Batcher> batcher =
                node.has("ItemBatcher") ? Optional.of(batcher(node.child("ItemBatcher"))) : Optional.empty();
        if (batcher.isPresent() && !processor.distributed()) {
            node.limit("ItemBatcher", "Field is only supported in a distributed Map");
        }
        return new State.ForEach(
                name,
                items(),
                node.template("ItemSelector"),
                batcher,
                number("MaxConcurrency", 0, Long.MAX_VALUE),
                number("ToleratedFailureCount", 0, Long.MAX_VALUE),
                number("ToleratedFailurePercentage", 0, 100),
                label(),
                processor,
                ErrorHandlingReader.read(node, language),
                exit());
    }

    /** The name of the Map Run. Source: Developer Guide, "Using Map state in Distributed mode", field Label. */
    private Optional<String> label() {
        Optional<String> label = node.text("Label");
        label.ifPresent(text -> {
            if (text.isEmpty()) {
                node.fieldError("Label", "Label must not be empty");
            } else if (text.length() > MAX_LABEL) {
                node.fieldError("Label", "Label must not exceed " + MAX_LABEL + " characters");
            } else if (text.chars().anyMatch(StateReader::isForbiddenInLabel)) {
                node.fieldError("Label", "Label contains an invalid character");
            }
        });
        return label;
    }

    private static boolean isForbiddenInLabel(int character) {
        return Character.isWhitespace(character)
                || Character.isISOControl(character)
                || FORBIDDEN_IN_LABEL.indexOf(character) >= 0;
    }

    private Optional<Template> items() {
        JsonNode items = node.json().path("Items");
        if (items.isMissingNode() || items.isArray() || items.isObject()) {
            return node.template("Items");
        }
        return node.expression("Items");
    }

    private Processor processor(Node processor) {
        Node config = processor.child("ProcessorConfig");
        boolean distributed = false;
        boolean express = false;
        if (processor.has("ProcessorConfig") && config.isObject()) {
            config.allowOnly(Set.of("Mode", "ExecutionType"));
            distributed = config.text("Mode").filter("DISTRIBUTED"::equals).isPresent();
            express = config.text("ExecutionType").filter("EXPRESS"::equals).isPresent();
            if (distributed) {
                config.require("ExecutionType");
            }
        }
        return new Processor(reader.innerFlow(processor, machineLanguage), distributed, express, standalone(processor));
    }

    /** The item processor as a definition of its own. */
    private JsonNode standalone(Node processor) {
        ObjectNode source = Json.NODES.objectNode();
        source.put("QueryLanguage", machineLanguage.text());
        source.set("StartAt", processor.json().path("StartAt"));
        source.set("States", processor.json().path("States"));
        return source;
    }

    private static Batcher batcher(Node batcher) {
        batcher.allowOnly(Set.of("BatchInput", "MaxItemsPerBatch", "MaxInputBytesPerBatch"));
        Optional<Template> items = batcher.number("MaxItemsPerBatch", 1, Long.MAX_VALUE);
        Optional<Template> bytes = batcher.number("MaxInputBytesPerBatch", 1, 262_144);
        if (items.isEmpty() && bytes.isEmpty()) {
            batcher.limit("", "At least one of these fields is required: [MaxItemsPerBatch, MaxInputBytesPerBatch]");
        }
        return new Batcher(batcher.template("BatchInput"), items, bytes);
    }

    /** A text, which may be an expression. */
    private Optional<Template> textOrQuery(String field) {
        return textOrQuery(field, node);
    }

    private Optional<Template> textOrQuery(String field, Node owner) {
        Optional<String> text = owner.text(field);
        if (text.isPresent() && language == QueryLanguage.JSON_PATH) {
            return Optional.of(new Template.Literal(owner.json().path(field)));
        }
        return text.isPresent() ? owner.template(field) : Optional.empty();
    }

    /** A number, which may be an expression in JSONata. */
    private Optional<Template> number(String field, long min, long max) {
        if (language == QueryLanguage.JSON_PATH) {
            return node.integer(field, min, max).map(number -> new Template.Literal(Json.NODES.numberNode(number)));
        }
        return node.number(field, min, max);
    }

    private Exit exit() {
        Optional<String> next = node.text("Next");
        boolean end = node.json().path("End").asBoolean();
        if (next.isPresent() == end) {
            node.error(
                    end
                            ? "Only one of these fields is allowed: [Next, End]"
                            : "One of these fields is required: [Next, End]");
        }
        return ExitReader.read(node, next);
    }
}
