package dev.tenantry.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.EngineClock;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.store.MachineRecord;
import dev.tenantry.stepfunctions.store.MachineRecord.Alias;
import dev.tenantry.stepfunctions.store.MachineRecord.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Aliases: names that point to one version, or share the executions out to two. */
final class AliasOperations {
    private static final Pattern NAME = Pattern.compile("(?!^\\d+$)[A-Za-z0-9_.-]{1,80}");

    private final Machines machines;
    private final EngineClock clock;

    AliasOperations(Machines machines, EngineClock clock) {
        this.machines = machines;
        this.clock = clock;
    }

    JsonNode create(Request request) {
        String name = request.required("name");
        if (!NAME.matcher(name).matches()) {
            throw ApiException.invalidName(name);
        }
        synchronized (machines) {
            MachineRecord machine = machineOf(request);
            List<Route> routes = routes(machine, request);
            long now = clock.now().toEpochMilli();
            var wanted = new Alias(name, request.text("description"), routes, now, now);
            Optional<Alias> existing = machine.alias(name);
            existing.ifPresentOrElse(alias -> checkSame(alias, wanted), () -> put(machine, wanted));
            ObjectNode response = Json.NODES.objectNode();
            response.put("stateMachineAliasArn", machine.arn() + ":" + name);
            return response.set(
                    "creationDate", Times.node(existing.orElse(wanted).creationMillis()));
        }
    }

    private static void checkSame(Alias existing, Alias wanted) {
        if (!existing.routes().equals(wanted.routes())
                || !existing.description().equals(wanted.description())) {
            throw new ApiException(
                    "ConflictException",
                    "Failed to create alias because an alias with the same name and a different routing configuration already"
                            + " exists.");
        }
    }

    private MachineRecord machineOf(Request request) {
        List<JsonNode> routing = request.list("routingConfiguration");
        if (routing.isEmpty() || routing.size() > 2) {
            throw ApiException.validation("Routing configuration must have one or two entries");
        }
        return machines.get(
                Arns.machine(routing.getFirst().path("stateMachineVersionArn").asText())
                        .machine());
    }

    private static List<Route> routes(MachineRecord machine, Request request) {
        List<Route> routes = new ArrayList<>();
        for (JsonNode entry : request.list("routingConfiguration")) {
            String arn = entry.path("stateMachineVersionArn").asText();
            Arns.MachineArn version = Arns.machine(arn);
            boolean exists = version.machine().equals(machine.arn())
                    && version.qualified()
                    && version.version()
                    && machine.versions().stream()
                            .anyMatch(each -> String.valueOf(each.number()).equals(version.qualifier()));
            if (!exists) {
                throw ApiException.resourceNotFound(arn);
            }
            routes.add(new Route(
                    Integer.parseInt(version.qualifier()), entry.path("weight").asInt()));
        }
        if (routes.stream().mapToInt(Route::weight).sum() != 100) {
            throw ApiException.validation("Sum of routing configuration weights must equal 100");
        }
        return routes;
    }

    private void put(MachineRecord machine, Alias alias) {
        List<Alias> aliases = new ArrayList<>(machine.aliases());
        aliases.removeIf(each -> each.name().equals(alias.name()));
        aliases.add(alias);
        machines.put(machine.withAliases(aliases));
    }

    /** An alias and the machine it belongs to. */
    private record Found(MachineRecord machine, Alias alias) {}

    private Found get(Request request) {
        String aliasArn = request.arn("stateMachineAliasArn");
        Arns.MachineArn arn = Arns.machine(aliasArn);
        return machines.find(arn.machine())
                .flatMap(machine -> machine.alias(arn.qualifier()).map(alias -> new Found(machine, alias)))
                .orElseThrow(() -> new ApiException(
                        "ResourceNotFound", "Request references a resource that does not exist: '" + aliasArn + "'"));
    }

    JsonNode describe(Request request) {
        Found found = get(request);
        Alias alias = found.alias();
        ObjectNode response = Json.NODES.objectNode();
        response.put("stateMachineAliasArn", found.machine().arn() + ":" + alias.name());
        response.put("name", alias.name());
        alias.description().ifPresent(description -> response.put("description", description));
        ArrayNode routing = response.putArray("routingConfiguration");
        alias.routes().forEach(route -> routing.addObject()
                .put("stateMachineVersionArn", found.machine().arn() + ":" + route.version())
                .put("weight", route.weight()));
        response.set("creationDate", Times.node(alias.creationMillis()));
        response.set("updateDate", Times.node(alias.updateMillis()));
        return response;
    }

    JsonNode update(Request request) {
        synchronized (machines) {
            Found found = get(request);
            Alias old = found.alias();
            long now = clock.now().toEpochMilli();
            List<Route> routes =
                    request.list("routingConfiguration").isEmpty() ? old.routes() : routes(found.machine(), request);
            Optional<String> description = request.text("description").or(old::description);
            put(found.machine(), new Alias(old.name(), description, routes, old.creationMillis(), now));
            ObjectNode response = Json.NODES.objectNode();
            return response.set("updateDate", Times.node(now));
        }
    }

    JsonNode delete(Request request) {
        synchronized (machines) {
            Found found = get(request);
            List<Alias> left = found.machine().aliases().stream()
                    .filter(alias -> !alias.equals(found.alias()))
                    .toList();
            machines.put(found.machine().withAliases(left));
        }
        return Json.NODES.objectNode();
    }

    JsonNode list(Request request) {
        Arns.MachineArn arn = Arns.machine(request.arn("stateMachineArn"));
        MachineRecord machine = machines.get(arn.machine());
        List<Alias> aliases = machine.aliases().stream()
                .filter(alias -> !arn.qualified()
                        || alias.routes().stream().anyMatch(route -> String.valueOf(route.version())
                                .equals(arn.qualifier())))
                .toList();
        Pages<Alias> page = Pages.of(aliases, request.pageSize(100), request.text("nextToken"));
        ObjectNode response = Json.NODES.objectNode();
        ArrayNode list = response.putArray("stateMachineAliases");
        page.items().forEach(alias -> list.addObject()
                .put("stateMachineAliasArn", machine.arn() + ":" + alias.name())
                .set("creationDate", Times.node(alias.creationMillis())));
        page.nextToken().ifPresent(token -> response.put("nextToken", token));
        return response;
    }
}
