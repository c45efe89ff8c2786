package dev.tenantry.twilio.simulator.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import com.networknt.schema.path.PathType;
import dev.tenantry.twilio.simulator.openapi.TwilioOpenApi.Document;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Checks JSON against the schemas of OpenAPI 3.0 documents. Beyond what a schema says, an object must have exactly the
 * properties that its schema lists, since a client's code was generated from that list.
 */
final class SchemaChecks {
    private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder()
            .formatAssertionsEnabled(true)
            .pathType(PathType.JSON_POINTER)
            .build();

    private final SchemaRegistry registry = registry();
    private final Map<String, Schema> schemas = new HashMap<>();

    /** What is wrong with a value, each as the value's JSON Pointer and a sentence. */
    Stream<Finding> check(Document document, String schemaPointer, JsonNode value) {
        var byValidator =
                schema(document, schemaPointer).validate(value).stream().map(SchemaChecks::finding);
        return Stream.concat(byValidator, properties(document, document.root().at(schemaPointer), value, ""));
    }

    private static Finding finding(Error error) {
        var pointer = error.getInstanceLocation().toString();
        var problem = error.getMessage();
        var value = error.getInstanceNode();
        return new Finding(
                pointer, value.isTextual() && value.textValue().isEmpty() ? "empty text " + problem : problem);
    }

    private static Stream<Finding> properties(Document document, JsonNode reference, JsonNode value, String pointer) {
        var schema = document.resolve(reference);
        if (value.isArray() && schema.has("items")) {
            return value.valueStream().flatMap(item -> properties(document, schema.get("items"), item, pointer + "/*"));
        }
        if (schema.has("oneOf")) {
            return schema
                    .get("oneOf")
                    .valueStream()
                    .map(alternative ->
                            properties(document, alternative, value, pointer).toList())
                    .min(Comparator.comparingInt(List::size))
                    .orElseThrow()
                    .stream();
        }
        if (!value.isObject() || !schema.has("properties")) {
            return Stream.empty();
        }
        var listed = schema.get("properties");
        var missing = listed.propertyStream()
                .filter(property -> !value.has(property.getKey()))
                .map(property -> Finding.unlisted(pointer + "/" + property.getKey()));
        var present = value.propertyStream()
                .flatMap(property -> listed.has(property.getKey())
                        ? properties(
                                document,
                                listed.get(property.getKey()),
                                property.getValue(),
                                pointer + "/" + property.getKey())
                        : Stream.of(new Finding(pointer + "/" + property.getKey(), "is not in the document")));
        return Stream.concat(missing, present);
    }

    private Schema schema(Document document, String pointer) {
        return schemas.computeIfAbsent(
                document + pointer,
                _ -> registry.getSchema(document.inlined(document.root().at(pointer))));
    }

    private static SchemaRegistry registry() {
        var dialect =
                Dialect.builder(Dialects.getOpenApi30()).format(new Rfc2822()).build();
        return SchemaRegistry.withDefaultDialect(dialect, registry -> registry.schemaRegistryConfig(CONFIG));
    }

    /** {@code date-time-rfc-2822}, which is Twilio's own format. */
    private static final class Rfc2822 implements Format {
        @Override
        public String getName() {
            return "date-time-rfc-2822";
        }

        @Override
        public boolean matches(ExecutionContext context, String value) {
            try {
                DateTimeFormatter.RFC_1123_DATE_TIME.parse(value);
                return true;
            } catch (DateTimeException e) {
                return false;
            }
        }
    }
}
