package dev.tenantry.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tenantry.twilio.ScriptedTwilio.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Twilio's OpenAPI documents, where they lie beside the repository. */
final class TwilioOpenApi {

    private static final Path DIRECTORY = Path.of("../../../shared/twilio-oai");

    private static final Map<String, String> DOCUMENTS = Map.of(
            "api.twilio.com", "api_v2010",
            "events.twilio.com", "events_v1",
            "messaging.twilio.com", "messaging_v1",
            "numbers.twilio.com", "numbers_v2",
            "trunking.twilio.com", "trunking_v1",
            "trusthub.twilio.com", "trusthub_v1",
            "verify.twilio.com", "verify_v2");

    private static final Map<String, JsonNode> READ = new ConcurrentHashMap<>();

    private TwilioOpenApi() {}

    static boolean isHere() {
        return Files.isDirectory(DIRECTORY);
    }

    static JsonNode document(String name) {
        return READ.computeIfAbsent(name, TwilioOpenApi::read);
    }

    private static JsonNode read(String name) {
        try {
            return new ObjectMapper()
                    .readTree(DIRECTORY.resolve("twilio_" + name + ".json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the document of its host says against a request: an unknown operation or parameter, a missing one. */
    static List<String> faults(Received request) {
        var segments = request.uri().getPath().substring(1).split("/", 2);
        var operation = operation(document(DOCUMENTS.get(segments[0])), "/" + segments[1], request.method());
        if (operation.isMissingNode()) {
            return List.of(
                    "no operation " + request.method() + " " + request.uri().getPath());
        }
        var form = operation
                .path("requestBody")
                .path("content")
                .path("application/x-www-form-urlencoded")
                .path("schema");
        var faults = new ArrayList<String>();
        names(request.body().isEmpty() ? List.of() : request.form())
                .filter(name -> !form.path("properties").has(name))
                .forEach(name -> faults.add("no parameter " + name));
        names(query(request)).filter(name -> !takes(operation, name)).forEach(name -> faults.add("no query " + name));
        texts(form.path("required"))
                .filter(name -> names(request.form()).noneMatch(name::equals))
                .forEach(name -> faults.add("without " + name));
        return faults;
    }

    /** The one whose path has the fewest variables, as {@code Usecases} is no {@code {Sid}}. */
    private static JsonNode operation(JsonNode document, String path, String method) {
        return document.path("paths").properties().stream()
                .filter(entry -> path.matches(entry.getKey().replace(".", "\\.").replaceAll("\\{\\w+}", "[^/.]+")))
                .sorted(Comparator.comparing(
                        entry -> entry.getKey().chars().filter(c -> c == '{').count()))
                .map(entry -> entry.getValue().path(method.toLowerCase(Locale.ROOT)))
                .filter(operation -> !operation.isMissingNode())
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static List<String> query(Received request) {
        var query = request.uri().getQuery();
        return query == null ? List.of() : List.of(query.split("&"));
    }

    private static boolean takes(JsonNode operation, String name) {
        return StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .anyMatch(parameter -> parameter.path("in").asText().equals("query")
                        && parameter.path("name").asText().equals(name));
    }

    private static Stream<String> names(List<String> parameters) {
        return parameters.stream().map(parameter -> parameter.split("=", 2)[0]);
    }

    private static Stream<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
    }
}
