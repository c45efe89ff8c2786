package dev.tenantry.twilio.simulator.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Twilio's OpenAPI documents (github.com/twilio/twilio-oai), as far as they lie beside this repository. */
public final class TwilioOpenApi {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\w+}");

    private final List<Operation> operations = new ArrayList<>();

    /**
     * An operation of a document.
     *
     * @param document the document
     * @param host the host that serves it
     * @param method the HTTP method
     * @param template the path, its variables in braces
     * @param path matches such a path
     * @param definition the operation object
     */
    public record Operation(
            Document document, String host, String method, String template, Pattern path, JsonNode definition) {

        /** The values of the variables in such a path. */
        Map<String, List<String>> variables(String path) {
            var names =
                    VARIABLE.matcher(template).results().map(MatchResult::group).toList();
            var values = this.path.matcher(path);
            if (!values.matches()) {
                throw new IllegalArgumentException(path + " is no path of " + this);
            }
            return IntStream.range(0, names.size())
                    .boxed()
                    .collect(Collectors.toMap(
                            i -> names.get(i).substring(1, names.get(i).length() - 1),
                            i -> List.of(values.group(i + 1))));
        }

        /** Where the operation is in its document. */
        String pointer() {
            return "/paths/" + escape(template) + "/" + method.toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return method + " " + host + template + " ("
                    + definition.get("operationId").textValue() + ")";
        }
    }

    private TwilioOpenApi() {}

    /** The documents' directory: beside the repository, or where the system property twilio.oai says. */
    public static Path directory() {
        return Path.of(System.getProperty("twilio.oai", "../../../shared/twilio-oai"));
    }

    /** Reads all documents of a directory. */
    public static TwilioOpenApi read(Path directory) throws IOException {
        var api = new TwilioOpenApi();
        try (var files = Files.newDirectoryStream(directory, "twilio_*.json")) {
            for (var file : files) {
                api.add(new Document(file.getFileName().toString(), Files.readString(file)));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        api.operations.sort(Comparator.comparingLong(
                operation -> VARIABLE.matcher(operation.template()).results().count()));
        return api;
    }

    private void add(Document document) {
        document.root().get("paths").properties().forEach(path -> {
            var servers = path.getValue().has("servers") ? path.getValue() : document.root();
            var host = servers.at("/servers/0/url").textValue().replace("https://", "");
            for (var method : List.of("get", "post", "delete")) {
                if (path.getValue().has(method)) {
                    operations.add(new Operation(
                            document,
                            host,
                            method.toUpperCase(Locale.ROOT),
                            path.getKey(),
                            pattern(path.getKey()),
                            path.getValue().get(method)));
                }
            }
        });
    }

    /** The operation of an exchange, the one with the fewest variables first. */
    public Optional<Operation> find(String method, String host, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method)
                        && operation.host().equals(host)
                        && operation.path().matcher(path).matches())
                .findFirst();
    }

    private static Pattern pattern(String template) {
        return Pattern.compile("\\Q" + VARIABLE.matcher(template).replaceAll("\\\\E([^/.]+)\\\\Q") + "\\E");
    }

    /** A name as a segment of a JSON Pointer. */
    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /**
     * One document.
     *
     * @param name its file's name
     * @param root its root
     */
    public record Document(String name, JsonNode root) {
        Document(String name, String text) throws IOException {
            this(name, new ObjectMapper().readTree(text));
        }

        /** A document of our own. */
        static Document ofResource(String name) {
            try (var in = TwilioOpenApi.class.getResourceAsStream(name)) {
                return new Document(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The schema that a schema stands for: itself, or what it refers to. */
        JsonNode resolve(JsonNode schema) {
            var reference = schema.path("$ref").textValue();
            return reference == null ? schema : resolve(root.at(reference.substring(1)));
        }

        /** The schema with all that it refers to in place of the references; none of Twilio's is recursive. */
        JsonNode inlined(JsonNode node) {
            var schema = resolve(node).deepCopy();
            if (schema instanceof ObjectNode object) {
                object.properties().forEach(property -> property.setValue(inlined(property.getValue())));
            } else if (schema instanceof ArrayNode array) {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, inlined(array.get(i)));
                }
            }
            return schema;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
