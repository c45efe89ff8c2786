package dev.tenantry.local.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads the documents of the APIs as they are written. */
final class Documents {
    /** The project, from the folder of any module two levels below it, where Maven runs its tests. */
    static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = PROJECT.resolve("docs/reference");

    private Documents() {}

    static ObjectNode openApi() {
        return read("openapi");
    }

    static ObjectNode asyncApi() {
        return read("asyncapi");
    }

    /** A document as JSON, as it is served: what refers to another document refers to its JSON. */
    static ObjectNode read(String name) {
        try {
            var settings = LoadSettings.builder().setLabel(name).build();
            var yaml = Files.readString(FOLDER.resolve(name + ".yaml")).replace("openapi.yaml#", "openapi.json#");
            return JSON.valueToTree(new Load(settings).loadFromString(yaml));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What a reference within a document refers to, or the value itself. */
    static JsonNode resolved(JsonNode document, JsonNode value) {
        var resolved = value;
        while (resolved.path("$ref").asText().startsWith("#")) {
            resolved = document.at(resolved.get("$ref").textValue().substring(1));
        }
        return resolved;
    }
}
