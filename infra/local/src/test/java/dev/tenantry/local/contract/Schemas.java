package dev.tenantry.local.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Validates values against the schemas of the documents, which are of JSON Schema 2020-12. */
final class Schemas {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistryConfig CONFIG =
            SchemaRegistryConfig.builder().pathType(PathType.JSON_POINTER).build();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            Dialects.getDraft202012(), registry -> registry.schemaRegistryConfig(CONFIG));

    private final ObjectNode definitions = JSON.createObjectNode();
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    /** The schemas of documents, which refer to each other by name. */
    Schemas(ObjectNode... documents) {
        for (var document : documents) {
            document.at("/components/schemas")
                    .properties()
                    .forEach(schema -> definitions.set(schema.getKey(), schema.getValue()));
        }
    }

    /** What is wrong with a value: the place and a sentence each. */
    List<String> check(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .sorted()
                .toList();
    }

    private Schema compile(JsonNode schema) {
        var root = JSON.createObjectNode();
        root.putArray("allOf").add(schema);
        root.set("$defs", definitions);
        try {
            var text = root.toString()
                    .replace("openapi.json#/components/schemas/", "#/$defs/")
                    .replace("#/components/schemas/", "#/$defs/");
            return REGISTRY.getSchema(JSON.readTree(text));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
