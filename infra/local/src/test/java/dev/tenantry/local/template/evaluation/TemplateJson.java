package dev.tenantry.local.template.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A template as JSON, which tests can change; the changed JSON is still a template. */
public final class TemplateJson {

    private TemplateJson() {}

    /** Reads a template, its short tags in their long form. */
    public static ObjectNode read(Path template) throws IOException {
        return (ObjectNode) new YamlReader().read(Files.readString(template)).toJson();
    }
}
