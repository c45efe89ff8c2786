package dev.tenantry.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.store.MachineRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tags of state machines. */
final class TagOperations {
    private static final int MAX_TAGS = 50;

    private final Machines machines;

    TagOperations(Machines machines) {
        this.machines = machines;
    }

    private MachineRecord machine(Request request) {
        String arn = request.arn("resourceArn");
        Arns.MachineArn parsed = Arns.machine(arn);
        // A version or an alias has no tags.
        return machines.find(parsed.machine())
                .filter(_ -> !parsed.qualified())
                .orElseThrow(() -> ApiException.resourceNotFound(arn));
    }

    static Map<String, String> read(Request request) {
        Map<String, String> tags = new LinkedHashMap<>();
        request.list("tags")
                .forEach(tag ->
                        tags.put(tag.path("key").asText(), tag.path("value").asText()));
        return tags;
    }

    JsonNode tag(Request request) {
        synchronized (machines) {
            MachineRecord machine = machine(request);
            Map<String, String> tags = new LinkedHashMap<>(machine.tags());
            tags.putAll(read(request));
            if (tags.size() > MAX_TAGS) {
                throw new ApiException(
                        "TooManyTags", "Too Many Tags: 'The number of tags exceeds the limit of " + MAX_TAGS + "'");
            }
            machines.put(machine.withTags(tags));
        }
        return Json.NODES.objectNode();
    }

    JsonNode untag(Request request) {
        synchronized (machines) {
            MachineRecord machine = machine(request);
            Map<String, String> tags = new LinkedHashMap<>(machine.tags());
            request.list("tagKeys").forEach(key -> tags.remove(key.asText()));
            machines.put(machine.withTags(tags));
        }
        return Json.NODES.objectNode();
    }

    JsonNode list(Request request) {
        ObjectNode response = Json.NODES.objectNode();
        ArrayNode list = response.putArray("tags");
        machine(request)
                .tags()
                .forEach((key, value) -> list.addObject().put("key", key).put("value", value));
        return response;
    }
}
