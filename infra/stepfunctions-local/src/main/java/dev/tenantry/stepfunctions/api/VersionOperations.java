package dev.tenantry.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.clock.EngineClock;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.store.MachineRecord;
import dev.tenantry.stepfunctions.store.MachineRecord.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Versions of state machines: snapshots that never change. */
final class VersionOperations {
    private static final String INITIAL = "INITIAL";

    private final Machines machines;
    private final EngineClock clock;

    VersionOperations(Machines machines, EngineClock clock) {
        this.machines = machines;
        this.clock = clock;
    }

    JsonNode publish(Request request) {
        String machineArn = request.arn("stateMachineArn");
        Arns.machine(machineArn);
        synchronized (machines) {
            MachineRecord machine = machines.get(machineArn);
            String current = machine.revisionId().orElse(INITIAL);
            request.text("revisionId").filter(wanted -> !wanted.equals(current)).ifPresent(wanted -> {
                throw new ApiException(
                        "ConflictException",
                        "Failed to publish the State Machine version for revision " + wanted
                                + ". The current State Machine revision is " + current + ".");
            });
            Version version = publish(machine, request.text("description"));
            ObjectNode response = Json.NODES.objectNode();
            response.set("creationDate", Times.node(version.creationMillis()));
            return response.put("stateMachineVersionArn", arn(machine, version));
        }
    }

    /** Publishes the machine as it is. When its newest version is that already, nothing is published. */
    Version publish(MachineRecord machine, Optional<String> description) {
        if (!machine.versions().isEmpty()) {
            Version newest = machine.versions().getLast();
            if (newest.revisionId().equals(machine.revisionId())) {
                return newest;
            }
        }
        var version = new Version(
                machine.lastVersion() + 1,
                machine.definition(),
                machine.roleArn(),
                machine.revisionId(),
                description,
                clock.now().toEpochMilli());
        List<Version> versions = new ArrayList<>(machine.versions());
        versions.add(version);
        machines.put(machine.withVersions(versions, version.number()));
        return version;
    }

    static String arn(MachineRecord machine, Version version) {
        return machine.arn() + ":" + version.number();
    }

    JsonNode list(Request request) {
        Arns.MachineArn arn = Arns.machine(request.arn("stateMachineArn"));
        MachineRecord machine = machines.get(arn.machine());
        Pages<Version> page = Pages.of(machine.versions().reversed(), request.pageSize(100), request.nextToken());
        ObjectNode response = Json.NODES.objectNode();
        ArrayNode list = response.putArray("stateMachineVersions");
        page.items().forEach(version -> list.addObject()
                .put("stateMachineVersionArn", arn(machine, version))
                .set("creationDate", Times.node(version.creationMillis())));
        page.nextToken().ifPresent(token -> response.put("nextToken", token));
        return response;
    }

    JsonNode delete(Request request) {
        String versionArn = request.arn("stateMachineVersionArn");
        Arns.MachineArn arn = Arns.machine(versionArn);
        if (!arn.qualified() || !arn.version()) {
            throw ApiException.invalidArn("Resource type not valid in this context: " + versionArn);
        }
        synchronized (machines) {
            machines.find(arn.machine()).ifPresent(machine -> delete(machine, Integer.parseInt(arn.qualifier())));
        }
        return Json.NODES.objectNode();
    }

    private void delete(MachineRecord machine, int number) {
        List<String> aliases = machine.aliases().stream()
                .filter(alias -> alias.routes().stream().anyMatch(route -> route.version() == number))
                .map(MachineRecord.Alias::name)
                .toList();
        if (!aliases.isEmpty()) {
            throw new ApiException(
                    "ConflictException",
                    "Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: "
                            + aliases);
        }
        List<Version> left = machine.versions().stream()
                .filter(version -> version.number() != number)
                .toList();
        machines.put(machine.withVersions(left, machine.lastVersion()));
    }
}
