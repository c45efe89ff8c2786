package dev.tenantry.stepfunctions.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.clock.EngineClock;
import dev.tenantry.stepfunctions.engine.Engine;
import dev.tenantry.stepfunctions.engine.ExecutionView;
import dev.tenantry.stepfunctions.engine.Redrives;
import dev.tenantry.stepfunctions.history.HistoryEvent;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.store.ExecutionRecord;
import dev.tenantry.stepfunctions.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/** Starting, stopping and reading executions. */
final class ExecutionOperations {
    private static final int MAX_INPUT_BYTES = 262_144;
    private static final List<String> STATUSES =
            List.of("SUCCEEDED", "TIMED_OUT", "PENDING_REDRIVE", "ABORTED", "FAILED", "RUNNING");
    private static final List<String> REDRIVE_FILTERS = List.of("REDRIVEN", "NOT_REDRIVEN");

    /** The longest token of a further page of executions. Source: service model, ListExecutionsPageToken. */
    private static final int MAX_LIST_TOKEN = 3_096;

    private static final Set<String> DATA_FIELDS = Set.of("input", "output", "parameters", "assignedVariables");

    private final Machines machines;
    private final Arns arns;
    private final Engine engine;
    private final Store store;
    private final EngineClock clock;
    private final LongSupplier seeds;
    private final RedriveTokens redriveTokens = new RedriveTokens();

    ExecutionOperations(
            Machines machines, Arns arns, Engine engine, Store store, EngineClock clock, LongSupplier seeds) {
        this.machines = machines;
        this.arns = arns;
        this.engine = engine;
        this.store = store;
        this.clock = clock;
        this.seeds = seeds;
    }

    JsonNode start(Request request) {
        StartTarget target = StartTarget.find(machines, request.arn("stateMachineArn"), seeds);
        String name = request.text("name").map(Arns::name).orElseGet(this::newName);
        String input = input(request);
        String executionArn = executionArn(target, name, request);
        Optional<ExecutionView> existing = engine.start(newExecution(target, executionArn, name, input, request));
        ExecutionView view = existing.isPresent()
                ? same(existing.get(), input, request)
                : engine.view(executionArn).orElseThrow();
        ObjectNode response =
                Json.NODES.objectNode().put("executionArn", view.record().arn());
        response.set("startDate", Times.node(view.record().startMillis()));
        return response;
    }

    private String executionArn(StartTarget target, String name, Request request) {
        String machine = target.machine().name();
        if (!target.machine().express()) {
            return arns.execution(machine, name);
        }
        // The same for the same task, so that a call that is repeated after a restart starts no second execution.
        UUID unique = request.startedBy()
                .map(task -> UUID.nameUUIDFromBytes(task.toString().getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> new UUID(seeds.getAsLong(), seeds.getAsLong()));
        return arns.expressExecution(machine, name, unique);
    }

    private String newName() {
        return new UUID(seeds.getAsLong(), seeds.getAsLong()).toString();
    }

    private ExecutionRecord newExecution(
            StartTarget target, String executionArn, String name, String input, Request request) {
        return new ExecutionRecord(
                executionArn,
                name,
                target.machine().arn(),
                target.machine().name(),
                target.versionArn(),
                target.aliasArn(),
                target.revisionId(),
                target.roleArn(),
                target.definition(),
                target.machine().updateMillis(),
                input,
                clock.now().toEpochMilli(),
                seeds.getAsLong(),
                request.text("traceHeader"),
                Optional.empty(),
                0,
                request.startedBy());
    }

    private static String input(Request request) {
        String input = request.text("input").orElse("{}");
        if (input.getBytes(StandardCharsets.UTF_8).length > MAX_INPUT_BYTES) {
            throw invalidInput("Input size exceeds the maximum number of bytes service limit");
        }
        try {
            Json.parse(input);
            return input;
        } catch (JsonProcessingException e) {
            throw invalidInput(e.getOriginalMessage());
        }
    }

    private static ApiException invalidInput(String why) {
        return new ApiException("InvalidExecutionInput", "Invalid State Machine Execution Input: '" + why + "'");
    }

    /**
     * StartExecution is idempotent while an execution of that name and input runs; for the task that started it,
     * always.
     */
    private static ExecutionView same(ExecutionView existing, String input, Request request) {
        boolean sameTask =
                request.startedBy().isPresent() && existing.record().startedBy().equals(request.startedBy());
        if (sameTask || (existing.running() && existing.record().input().equals(input))) {
            return existing;
        }
        throw new ApiException(
                "ExecutionAlreadyExists",
                "Execution Already Exists: '" + existing.record().arn() + "'");
    }

    private ExecutionView find(Request request) {
        String arn = Arns.executionArn(request.arn("executionArn"));
        return engine.view(arn).orElseThrow(() -> ApiException.noExecution(arn));
    }

    JsonNode stop(Request request) {
        ExecutionView view = find(request);
        engine.stop(view.record().arn(), request.sensitive("error", 256), request.sensitive("cause", 32_768));
        ExecutionView stopped = engine.view(view.record().arn()).orElseThrow();
        ObjectNode response = Json.NODES.objectNode();
        response.set("stopDate", Times.node(stopped.stopMillis().orElseThrow()));
        return response;
    }

    JsonNode redrive(Request request) {
        ExecutionView view = find(request);
        String arn = view.record().arn();
        long redriveMillis = redriveTokens.once(arn, request.text("clientToken", 64), clock.now(), () -> {
            Redrives.obstacle(view, clock.now().toEpochMilli()).ifPresent(why -> {
                throw new ApiException("ExecutionNotRedrivable", why);
            });
            engine.redrive(arn);
            return engine.view(arn).orElseThrow().redriveMillis().orElseThrow();
        });
        ObjectNode response = Json.NODES.objectNode();
        return response.set("redriveDate", Times.node(redriveMillis));
    }

    JsonNode describe(Request request) {
        ExecutionView view = find(request);
        ExecutionRecord record = view.record();
        ObjectNode response = item(view);
        response.put("input", record.input());
        response.putObject("inputDetails").put("included", true);
        view.output().ifPresent(output -> {
            response.put("output", Json.text(output));
            response.putObject("outputDetails").put("included", true);
        });
        record.traceHeader().ifPresent(header -> response.put("traceHeader", header));
        view.error().ifPresent(error -> response.put("error", error));
        view.cause().ifPresent(cause -> response.put("cause", cause));
        long now = clock.now().toEpochMilli();
        response.put("redriveStatus", Redrives.status(view, now));
        Redrives.obstacle(view, now).ifPresent(why -> response.put("redriveStatusReason", why));
        return response;
    }

    /** What DescribeExecution and ListExecutions have in common. */
    private static ObjectNode item(ExecutionView view) {
        ExecutionRecord record = view.record();
        ObjectNode item = Json.NODES.objectNode();
        item.put("executionArn", record.arn());
        item.put("stateMachineArn", record.stateMachineArn());
        item.put("name", record.name());
        item.put("status", view.status().name());
        item.set("startDate", Times.node(record.startMillis()));
        view.stopMillis().ifPresent(millis -> item.set("stopDate", Times.node(millis)));
        record.mapRunArn().ifPresent(arn -> item.put("mapRunArn", arn));
        record.versionArn().ifPresent(arn -> item.put("stateMachineVersionArn", arn));
        record.aliasArn().ifPresent(arn -> item.put("stateMachineAliasArn", arn));
        item.put("redriveCount", view.redriveCount());
        view.redriveMillis().ifPresent(millis -> item.set("redriveDate", Times.node(millis)));
        return item;
    }

    JsonNode list(Request request) {
        Optional<String> machineArn = request.text("stateMachineArn");
        Optional<String> mapRunArn = request.text("mapRunArn");
        if (machineArn.isPresent() == mapRunArn.isPresent()) {
            throw ApiException.validation("Exactly one of stateMachineArn and mapRunArn must be specified");
        }
        machineArn.ifPresent(this::checkListed);
        Optional<String> status = request.oneOf("statusFilter", STATUSES);
        if (status.filter("PENDING_REDRIVE"::equals).isPresent() && mapRunArn.isEmpty()) {
            throw ApiException.validation("The statusFilter PENDING_REDRIVE requires a mapRunArn");
        }
        Optional<String> redriven = request.oneOf("redriveFilter", REDRIVE_FILTERS);
        List<ExecutionView> all = engine.views().stream()
                .filter(view -> belongs(view.record(), machineArn, mapRunArn))
                .filter(view -> status.isEmpty() || view.status().name().equals(status.get()))
                .filter(view -> redriven.isEmpty() || redriven.get().equals("REDRIVEN") == view.redriveCount() > 0)
                .sorted(Comparator.comparingLong(
                                (ExecutionView view) -> view.record().startMillis())
                        .reversed()
                        .thenComparing(view -> view.record().arn()))
                .toList();
        Pages<ExecutionView> page = Pages.of(all, request.pageSize(100), request.nextToken(MAX_LIST_TOKEN));
        ObjectNode response = Json.NODES.objectNode();
        ArrayNode list = response.putArray("executions");
        page.items().forEach(view -> list.add(item(view)));
        page.nextToken().ifPresent(token -> response.put("nextToken", token));
        return response;
    }

    private void checkListed(String arn) {
        if (machines.get(Arns.machine(arn).machine()).express()) {
            throw new ApiException(
                    "StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
        }
    }

    private static boolean belongs(ExecutionRecord record, Optional<String> machineArn, Optional<String> mapRunArn) {
        if (mapRunArn.isPresent()) {
            return record.mapRunArn().equals(mapRunArn);
        }
        Arns.MachineArn arn = Arns.machine(machineArn.orElseThrow());
        boolean qualifierFits = !arn.qualified()
                || record.versionArn().equals(machineArn)
                || record.aliasArn().equals(machineArn);
        return record.mapRunArn().isEmpty() && record.stateMachineArn().equals(arn.machine()) && qualifierFits;
    }

    JsonNode history(Request request) {
        ExecutionView view = find(request);
        List<HistoryEvent> events = store.history(view.record().arn());
        if (request.flag("reverseOrder", false)) {
            events = events.reversed();
        }
        Pages<HistoryEvent> page = Pages.of(events, request.pageSize(100), request.nextToken());
        boolean data = request.flag("includeExecutionData", true);
        ObjectNode response = Json.NODES.objectNode();
        ArrayNode list = response.putArray("events");
        page.items().forEach(event -> list.add(node(event, data)));
        page.nextToken().ifPresent(token -> response.put("nextToken", token));
        return response;
    }

    private static ObjectNode node(HistoryEvent event, boolean data) {
        ObjectNode node = Json.NODES.objectNode();
        node.set("timestamp", Times.node(event.timeMillis()));
        node.put("type", event.type().name());
        node.put("id", event.id());
        node.put("previousEventId", event.previousEventId());
        event.details().ifPresent(details -> {
            ObjectNode shown = details;
            if (!data) {
                shown = details.deepCopy();
                shown.remove(DATA_FIELDS);
            }
            node.set(event.type().detailsField().orElseThrow(), shown);
        });
        return node;
    }

    JsonNode describeStateMachine(Request request) {
        ExecutionRecord record = find(request).record();
        ObjectNode response = Json.NODES.objectNode();
        response.put("stateMachineArn", record.stateMachineArn());
        response.put("name", record.stateMachineName());
        response.put("definition", record.definition());
        response.put("roleArn", record.roleArn());
        response.set("updateDate", Times.node(record.definitionMillis()));
        record.revisionId().ifPresent(id -> response.put("revisionId", id));
        record.mapRunArn().ifPresent(arn -> response.put("mapRunArn", arn));
        machines.find(record.stateMachineArn())
                .ifPresent(machine -> response.setAll(MachineSettings.effective(machine.settings())));
        return response;
    }
}
