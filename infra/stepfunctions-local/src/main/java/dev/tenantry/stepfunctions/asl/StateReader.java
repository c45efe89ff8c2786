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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads one state. */
final class StateReader {
    private static final long MAX_SECONDS = 99_999_999;
    private static final int MAX_ERROR_BYTES = 256;

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
        Resource resource = node.text("Resource")
                .flatMap(arn -> ResourceReader.read(node, arn))
                .orElse(new Resource.LambdaFunction(""));
        Optional<Template> timeout = node.number("TimeoutSeconds", 1, MAX_SECONDS);
        Optional<Template> heartbeat = node.number("HeartbeatSeconds", 1, MAX_SECONDS);
        if (timeout.orElse(null) instanceof Template.Literal(JsonNode limit)
                && heartbeat.orElse(null) instanceof Template.Literal(JsonNode beat)
                && beat.longValue() >= limit.longValue()) {
            node.fieldError("HeartbeatSeconds", "HeartbeatSeconds must be smaller than TimeoutSeconds");
        }
        return new State.Task(name, resource, node.template("Arguments"), timeout, heartbeat, errors(), exit());
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
                rule.require("Condition", "Next");
                Template condition = rule.json().path("Condition").isBoolean()
                        ? new Template.Literal(rule.json().path("Condition"))
                        : rule.expression("Condition").orElse(new Template.Literal(rule.json()));
                read.add(new State.Choice.Rule(condition, exit(rule, rule.text("Next"))));
            }
        }
        Optional<Exit> otherwise = node.text("Default").map(next -> exit(node, Optional.of(next)));
        return new State.Choice(name, List.copyOf(read), otherwise);
    }

    private Until until() {
        long given = List.of("Seconds", "Timestamp").stream().filter(node::has).count();
        if (given != 1) {
            node.error("A Wait state must contain exactly one of: [Seconds, Timestamp]");
        }
        if (node.has("Seconds")) {
            return new Until.Seconds(node.number("Seconds", 0, MAX_SECONDS)
                    .orElse(new Template.Literal(node.json().path("Seconds"))));
        }
        Optional<Template> timestamp = textOrQuery("Timestamp");
        if (timestamp.orElse(null) instanceof Template.Literal(JsonNode text)) {
            try {
                OffsetDateTime.parse(text.asText());
            } catch (DateTimeParseException _) {
                node.fieldError(
                        "Timestamp", "Value is not a valid ISO-8601 extended offset date-time: " + text.asText());
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
        return new State.Parallel(name, node.template("Arguments"), branches, errors(), exit());
    }

    private State map() {
        node.require("ItemProcessor");
        Processor processor = node.has("ItemProcessor")
                ? processor(node.child("ItemProcessor"))
                : new Processor(new Flow("", Map.of()), false, false, node.json());
        Optional<Batcher> batcher =
                node.has("ItemBatcher") ? Optional.of(batcher(node.child("ItemBatcher"))) : Optional.empty();
        if (batcher.isPresent() && !processor.distributed()) {
            node.fieldError("ItemBatcher", "Field is only supported in a distributed Map");
        }
        return new State.ForEach(
                name,
                items(),
                node.template("ItemSelector"),
                batcher,
                node.number("MaxConcurrency", 0, Long.MAX_VALUE),
                node.number("ToleratedFailureCount", 0, Long.MAX_VALUE),
                node.number("ToleratedFailurePercentage", 0, 100),
                node.text("Label"),
                processor,
                errors(),
                exit());
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
            batcher.error("At least one of these fields is required: [MaxItemsPerBatch, MaxInputBytesPerBatch]");
        }
        return new Batcher(batcher.template("BatchInput"), items, bytes);
    }

    /** A text, which may be an expression. */
    private Optional<Template> textOrQuery(String field) {
        return node.text(field).isPresent() ? node.template(field) : Optional.empty();
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
        return exit(node, next);
    }

    private static Exit exit(Node node, Optional<String> next) {
        Map<String, Template> assign = new LinkedHashMap<>();
        Node assignNode = node.child("Assign");
        if (node.has("Assign") && assignNode.isObject()) {
            assignNode.json().fieldNames().forEachRemaining(variable -> {
                VariableNames.check(assignNode, variable);
                assignNode.template(variable).ifPresent(value -> assign.put(variable, value));
            });
        }
        return new Exit(node.template("Output"), assign, next);
    }

    private State.ErrorHandling errors() {
        List<Retrier> retriers = new ArrayList<>();
        for (Node retry : node.elements("Retry")) {
            if (retry.isObject()) {
                retriers.add(retrier(retry));
            }
        }
        List<Catcher> catchers = new ArrayList<>();
        for (Node caught : node.elements("Catch")) {
            if (caught.isObject()) {
                caught.allowOnly(Set.of("Comment", "ErrorEquals", "Next", "Output", "Assign"));
                caught.require("ErrorEquals", "Next");
                catchers.add(new Catcher(errorEquals(caught), exit(caught, caught.text("Next"))));
            }
        }
        checkWildcard("Retry", retriers.stream().map(Retrier::errorEquals).toList());
        checkWildcard("Catch", catchers.stream().map(Catcher::errorEquals).toList());
        return new State.ErrorHandling(List.copyOf(retriers), List.copyOf(catchers));
    }

    private static Retrier retrier(Node retry) {
        retry.allowOnly(Set.of(
                "Comment",
                "ErrorEquals",
                "IntervalSeconds",
                "MaxAttempts",
                "BackoffRate",
                "MaxDelaySeconds",
                "JitterStrategy"));
        retry.require("ErrorEquals");
        long interval = retry.integer("IntervalSeconds", 1, MAX_SECONDS).orElse(1L);
        Optional<Long> maxDelay = retry.integer("MaxDelaySeconds", 1, 31_622_400);
        if (maxDelay.isPresent() && maxDelay.get() <= interval) {
            retry.fieldError("MaxDelaySeconds", "MaxDelaySeconds must be greater than IntervalSeconds");
        }
        JsonNode backoff = retry.json().path("BackoffRate");
        if (!backoff.isMissingNode() && (!backoff.isNumber() || backoff.doubleValue() < 1.0)) {
            retry.fieldError("BackoffRate", "Value must be a number greater than or equal to 1.0");
        }
        Optional<String> jitter = retry.text("JitterStrategy");
        if (jitter.isPresent() && !Set.of("FULL", "NONE").contains(jitter.get())) {
            retry.fieldError("JitterStrategy", "Value is not a valid jitter strategy: " + jitter.get());
        }
        return new Retrier(
                errorEquals(retry),
                interval,
                retry.integer("MaxAttempts", 0, MAX_SECONDS).orElse(3L),
                backoff.isNumber() ? backoff.doubleValue() : 2.0,
                maxDelay.map(OptionalLong::of).orElse(OptionalLong.empty()),
                jitter.filter("FULL"::equals).isPresent());
    }

    private static List<String> errorEquals(Node handler) {
        JsonNode names = handler.json().path("ErrorEquals");
        List<String> read = new ArrayList<>();
        if (handler.has("ErrorEquals") && (!names.isArray() || names.isEmpty())) {
            handler.fieldError("ErrorEquals", "Value must be an array with at least one element");
        }
        names.forEach(each -> {
            if (!each.isTextual() || each.textValue().length() > MAX_ERROR_BYTES) {
                handler.fieldError("ErrorEquals", "Expected an error name");
            } else {
                read.add(each.textValue());
            }
        });
        return List.copyOf(read);
    }

    /** {@code States.ALL} stands alone, and last. */
    private void checkWildcard(String field, List<List<String>> lists) {
        for (int i = 0; i < lists.size(); i++) {
            List<String> names = lists.get(i);
            if (names.contains("States.ALL") && (names.size() > 1 || i < lists.size() - 1)) {
                node.fieldError(field + "[" + i + "]", "States.ALL must appear alone and in the last element");
            }
        }
    }
}
