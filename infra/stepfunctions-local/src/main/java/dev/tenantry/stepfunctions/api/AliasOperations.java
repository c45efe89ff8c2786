package dev.tenantry.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.clock.EngineClock;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.store.MachineRecord;
import dev.tenantry.stepfunctions.store.MachineRecord.Alias;
import dev.tenantry.stepfunctions.store.MachineRecord.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Aliases: names that point to one version, or share the executions out to two. */
final class AliasOperations {
    private static final Pattern NAME = Pattern.compile("^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$");
    private static final int MAX_NAME = 80;
    private static final int MAX_DESCRIPTION = 256;

    private final Machines machines;
    private final EngineClock clock;

    AliasOperations(Machines machines, EngineClock clock) {
        this.machines = machines;
        this.clock = clock;
    }

    JsonNode create(Request request) {
        String name = name(request);
        Optional<String> description = request.sensitive("description", MAX_DESCRIPTION);
        synchronized (machines) {
            Routing routing = routing(request);
            MachineRecord machine = routing.machine();
            long now = clock.now().toEpochMilli();
            var wanted = new Alias(name, description, routing.routes(), now, now);
            Optional<Alias> existing = machine.alias(name);
            existing.ifPresentOrElse(alias -> checkSame(alias, wanted), () -> put(machine, wanted));
            ObjectNode response = Json.NODES.objectNode();
            response.put("stateMachineAliasArn", machine.arn() + ":" + name);
            return response.set(
                    "creationDate", Times.node(existing.orElse(wanted).creationMillis()));
        }
    }

    /** The name of an alias. Source: service model, CharacterRestrictedName. */
    private static String name(Request request) {
        String name = request.required("name");
        if (name.length() > MAX_NAME) {
            throw Request.constraint("name", name, "Member must have length less than or equal to " + MAX_NAME);
        }
        if (!NAME.matcher(name).matches()) {
            throw Request.constraint("name", name, "Member must satisfy regular expression pattern: " + NAME);
        }
        return name;
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

    /** Reads the routing configuration: one or two versions of one machine, and their shares. */
    private Routing routing(Request request) {
        List<JsonNode> entries = request.list("routingConfiguration");
        if (entries.isEmpty() || entries.size() > 2) {
            throw ApiException.validation(
                    "1 validation error detected: Value at 'routingConfiguration' failed to satisfy"
                            + " constraint: Member must have length between 1 and 2");
        }
        List<String> arns = entries.stream()
                .map(entry -> entry.path("stateMachineVersionArn").asText())
                .toList();
        List<Arns.MachineArn> versions = arns.stream().map(Arns::machine).toList();
        if (!versions.stream().allMatch(version -> version.qualified() && version.version())) {
            throw ApiException.validation(
                    "Routing configuration must contain state machine version ARNs. Received: " + arns);
        }
        if (Set.copyOf(arns).size() < arns.size()) {
            throw ApiException.validation(
                    "Routing configuration must contain distinct state machine version ARNs. Received: " + arns);
        }
        MachineRecord machine = machines.find(versions.getFirst().machine())
                .orElseThrow(() -> ApiException.resourceNotFound(arns.getFirst()));
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < arns.size(); i++) {
            Arns.MachineArn version = versions.get(i);
            if (!version.machine().equals(machine.arn())
                    || machine.version(version.qualifier()).isEmpty()) {
                throw ApiException.resourceNotFound(arns.get(i));
            }
            routes.add(new Route(Integer.parseInt(version.qualifier()), weight(entries.get(i))));
        }
        if (routes.stream().mapToInt(Route::weight).sum() != 100) {
            throw ApiException.validation("Sum of routing configuration weights must equal 100");
        }
        return new Routing(machine, List.copyOf(routes));
    }

    private static int weight(JsonNode entry) {
        int weight = entry.path("weight").asInt();
        if (weight < 0 || weight > 100) {
            throw Request.constraint(
                    "routingConfiguration.weight", String.valueOf(weight), "Member must have value between 0 and 100");
        }
        return weight;
    }

    /** The versions that an alias points to, and their machine. */
    private record Routing(MachineRecord machine, List<Route> routes) {}

    private void put(MachineRecord machine, Alias alias) {
        List<Alias> aliases = new ArrayList<>(machine.aliases());
        int place = aliases.stream().map(Alias::name).toList().indexOf(alias.name());
        if (place < 0) {
            aliases.add(alias);
        } else {
            aliases.set(place, alias);
        }
        machines.put(machine.withAliases(aliases));
    }

    /** An alias and the machine it belongs to. */
    private record Found(MachineRecord machine, Alias alias) {}

    private Found get(Request request) {
        String aliasArn = request.arn("stateMachineAliasArn");
        return find(aliasArn)
                .orElseThrow(() -> new ApiException(
                        "ResourceNotFound", "Request references a resource that does not exist: '" + aliasArn + "'"));
    }

    private Optional<Found> find(String aliasArn) {
        Arns.MachineArn arn = Arns.machine(aliasArn);
        return machines.find(arn.machine())
                .flatMap(machine -> machine.alias(arn.qualifier()).map(alias -> new Found(machine, alias)));
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
        Optional<String> given = request.sensitive("description", MAX_DESCRIPTION);
        boolean reroute = !request.node("routingConfiguration").isMissingNode();
        if (given.isEmpty() && !reroute) {
            throw ApiException.validation("Either the description or the routing configuration must be specified");
        }
        synchronized (machines) {
            Found found = get(request);
            Alias old = found.alias();
            long now = clock.now().toEpochMilli();
            List<Route> routes = reroute ? newRoutes(found, request) : old.routes();
            Optional<String> description = given.or(old::description);
            put(found.machine(), new Alias(old.name(), description, routes, old.creationMillis(), now));
            ObjectNode response = Json.NODES.objectNode();
            return response.set("updateDate", Times.node(now));
        }
    }

    private List<Route> newRoutes(Found found, Request request) {
        Routing routing = routing(request);
        if (!routing.machine().arn().equals(found.machine().arn())) {
            throw ApiException.resourceNotFound(request.list("routingConfiguration")
                    .getFirst()
                    .path("stateMachineVersionArn")
                    .asText());
        }
        return routing.routes();
    }

    JsonNode delete(Request request) {
        String aliasArn = request.arn("stateMachineAliasArn");
        synchronized (machines) {
            // Deleting is idempotent.
            find(aliasArn).ifPresent(this::remove);
        }
        return Json.NODES.objectNode();
    }

    private void remove(Found found) {
        List<Alias> left = found.machine().aliases().stream()
                .filter(alias -> !alias.equals(found.alias()))
                .toList();
        machines.put(found.machine().withAliases(left));
    }

    JsonNode list(Request request) {
        Arns.MachineArn arn = Arns.machine(request.arn("stateMachineArn"));
        MachineRecord machine = machines.get(arn.machine());
        // Newest first.
        List<Alias> aliases = machine.aliases().reversed().stream()
                .filter(alias -> !arn.qualified()
                        || alias.routes().stream().anyMatch(route -> String.valueOf(route.version())
                                .equals(arn.qualifier())))
                .toList();
        Pages<Alias> page = Pages.of(aliases, request.pageSize(100), request.nextToken());
        ObjectNode response = Json.NODES.objectNode();
        ArrayNode list = response.putArray("stateMachineAliases");
        page.items().forEach(alias -> list.addObject()
                .put("stateMachineAliasArn", machine.arn() + ":" + alias.name())
                .set("creationDate", Times.node(alias.creationMillis())));
        page.nextToken().ifPresent(token -> response.put("nextToken", token));
        return response;
    }
}
