package dev.tenantry.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.asl.DefinitionReader;
import dev.tenantry.stepfunctions.asl.InvalidDefinitionException;
import dev.tenantry.stepfunctions.clock.EngineClock;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.store.MachineRecord;
import dev.tenantry.stepfunctions.store.MachineRecord.Version;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Creating, changing, reading and deleting state machines. */
final class StateMachineOperations {
    private static final List<String> TYPES = List.of("STANDARD", "EXPRESS");

    private final Machines machines;
    private final Arns arns;
    private final EngineClock clock;
    private final VersionOperations versions;

    StateMachineOperations(Machines machines, Arns arns, EngineClock clock, VersionOperations versions) {
        this.machines = machines;
        this.arns = arns;
        this.clock = clock;
        this.versions = versions;
    }

    JsonNode create(Request request) {
        String name = Arns.name(request.required("name"));
        String definition = request.required("definition");
        String role = request.required("roleArn");
        checkRole(role);
        String type = request.oneOf("type", TYPES).orElse("STANDARD");
        checkDefinition(definition);
        MachineRecord machine;
        Optional<String> version;
        synchronized (machines) {
            Optional<MachineRecord> existing = machines.find(arns.stateMachine(name));
            if (existing.isPresent()) {
                machine = same(existing.get(), definition, type, MachineSettings.of(request));
            } else {
                machine = newMachine(name, type, definition, role, request);
                machines.put(machine);
            }
            version = publish(machine, request);
        }
        ObjectNode response = Json.NODES.objectNode().put("stateMachineArn", machine.arn());
        response.set("creationDate", Times.node(machine.creationMillis()));
        version.ifPresent(versionArn -> response.put("stateMachineVersionArn", versionArn));
        return response;
    }

    private Optional<String> publish(MachineRecord machine, Request request) {
        if (!request.flag("publish", false)) {
            if (request.text("versionDescription").isPresent()) {
                throw ApiException.validation("Version description can only be set when publish is true");
            }
            return Optional.empty();
        }
        return Optional.of(
                VersionOperations.arn(machine, versions.publish(machine, request.text("versionDescription"))));
    }

    private MachineRecord newMachine(String name, String type, String definition, String role, Request request) {
        long now = clock.now().toEpochMilli();
        return new MachineRecord(
                arns.stateMachine(name),
                name,
                type,
                definition,
                role,
                now,
                Optional.empty(),
                now,
                MachineSettings.of(request),
                TagOperations.read(request),
                List.of(),
                0,
                List.of());
    }

    /** CreateStateMachine is idempotent in the name, the definition, the type and the settings. */
    private static MachineRecord same(MachineRecord existing, String definition, String type, ObjectNode settings) {
        if (existing.definition().equals(definition)
                && existing.type().equals(type)
                && MachineSettings.effective(existing.settings()).equals(MachineSettings.effective(settings))) {
            return existing;
        }
        throw new ApiException("StateMachineAlreadyExists", "State Machine Already Exists: '" + existing.arn() + "'");
    }

    private static void checkDefinition(String definition) {
        try {
            DefinitionReader.read(definition);
        } catch (InvalidDefinitionException e) {
            throw new ApiException("InvalidDefinition", e.getMessage());
        }
    }

    private static void checkRole(String role) {
        if (!role.startsWith("arn:")) {
            throw ApiException.invalidArn("Invalid Role Arn: " + role);
        }
    }

    JsonNode update(Request request) {
        String arn = request.arn("stateMachineArn");
        Arns.machine(arn);
        Optional<String> definition = request.text("definition");
        Optional<String> role = request.text("roleArn");
        ObjectNode settings = MachineSettings.of(request);
        if (definition.isEmpty() && role.isEmpty() && settings.isEmpty()) {
            throw new ApiException(
                    "MissingRequiredParameter",
                    "Either the definition, the role ARN, the LoggingConfiguration, the"
                            + " EncryptionConfiguration, or the TracingConfiguration must be specified");
        }
        definition.ifPresent(StateMachineOperations::checkDefinition);
        role.ifPresent(StateMachineOperations::checkRole);
        MachineRecord updated;
        Optional<String> version;
        synchronized (machines) {
            updated = updated(machines.get(arn), definition, role, settings);
            machines.put(updated);
            version = publish(updated, request);
        }
        ObjectNode response = Json.NODES.objectNode();
        response.set("updateDate", Times.node(updated.updateMillis()));
        updated.revisionId().ifPresent(id -> response.put("revisionId", id));
        version.ifPresent(versionArn -> response.put("stateMachineVersionArn", versionArn));
        return response;
    }

    private MachineRecord updated(
            MachineRecord old, Optional<String> definition, Optional<String> role, ObjectNode settings) {
        ObjectNode merged = old.settings().deepCopy();
        settings.properties().forEach(each -> merged.set(each.getKey(), each.getValue()));
        boolean same = definition.orElse(old.definition()).equals(old.definition())
                && role.orElse(old.roleArn()).equals(old.roleArn())
                && MachineSettings.effective(merged).equals(MachineSettings.effective(old.settings()));
        return new MachineRecord(
                old.arn(),
                old.name(),
                old.type(),
                definition.orElse(old.definition()),
                role.orElse(old.roleArn()),
                old.creationMillis(),
                // An update that changes nothing makes no revision, so that publishing it makes no version.
                same ? old.revisionId() : Optional.of(UUID.randomUUID().toString()),
                clock.now().toEpochMilli(),
                merged,
                old.tags(),
                old.versions(),
                old.lastVersion(),
                old.aliases());
    }

    JsonNode describe(Request request) {
        String asked = request.arn("stateMachineArn");
        Arns.MachineArn arn = Arns.machine(asked);
        MachineRecord machine = machines.get(arn.machine());
        ObjectNode response = Json.NODES.objectNode();
        response.put("stateMachineArn", asked);
        response.put("name", machine.name());
        response.put("status", "ACTIVE");
        if (arn.qualified()) {
            Version version = machine.version(arn.qualifier()).orElseThrow(() -> ApiException.noStateMachine(asked));
            addDefinition(response, version.definition(), version.roleArn(), version.creationMillis());
            version.description().ifPresent(description -> response.put("description", description));
            version.revisionId().ifPresent(id -> response.put("revisionId", id));
        } else {
            addDefinition(response, machine.definition(), machine.roleArn(), machine.creationMillis());
            machine.revisionId().ifPresent(id -> response.put("revisionId", id));
        }
        response.put("type", machine.type());
        response.setAll(MachineSettings.effective(machine.settings()));
        return response;
    }

    private static void addDefinition(ObjectNode response, String definition, String roleArn, long creationMillis) {
        response.put("definition", definition);
        response.put("roleArn", roleArn);
        response.set("creationDate", Times.node(creationMillis));
    }

    JsonNode list(Request request) {
        Pages<MachineRecord> page = Pages.of(machines.all(), request.pageSize(100), request.nextToken());
        ObjectNode response = Json.NODES.objectNode();
        var list = response.putArray("stateMachines");
        page.items().forEach(machine -> {
            ObjectNode item = list.addObject();
            item.put("stateMachineArn", machine.arn());
            item.put("name", machine.name());
            item.put("type", machine.type());
            item.set("creationDate", Times.node(machine.creationMillis()));
        });
        page.nextToken().ifPresent(token -> response.put("nextToken", token));
        return response;
    }

    JsonNode delete(Request request) {
        String arn = request.arn("stateMachineArn");
        // Deleting is idempotent, and a version or an alias is no machine: only an unqualified ARN deletes anything.
        if (!Arns.machine(arn).qualified()) {
            machines.remove(arn);
        }
        return Json.NODES.objectNode();
    }
}
