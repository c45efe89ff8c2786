package dev.tenantry.statemachine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reader of YAML as the JSON value that it says. */
final class Yaml {

    private Yaml() {}

    /** Reads a file of one document. */
    static JsonNode read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /** Parses one document; a key that stands twice is an error. */
    static JsonNode parse(String text) {
        return new ObjectMapper().valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
    }
}
