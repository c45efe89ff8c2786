package dev.tenantry.twilio.simulator.recordings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An answer of the real Twilio that somebody recorded or quoted.
 *
 * @param id by which the collection knows it
 * @param kind {@code recorded}, {@code quoted} or {@code sample}
 * @param method the HTTP method
 * @param hostAndPath such as {@code api.twilio.com/2010-04-01/Accounts/{AccountSid}/Keys.json}
 * @param status the HTTP status
 * @param body the answer
 */
record Recording(String id, String kind, String method, String hostAndPath, int status, JsonNode body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where the collection lies: beside the repository, or where {@code twilio.recordings} says. */
    static Path file() {
        return Path.of(
                System.getProperty("twilio.recordings", "../../../shared/twilio-recordings"), "recordings.jsonl");
    }

    static List<Recording> read(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.map(Recording::parse).toList();
        }
    }

    private static Recording parse(String line) {
        try {
            var json = JSON.readTree(line);
            var operation = json.required("operation").textValue().split(" ", 2);
            var response = json.required("response");
            return new Recording(
                    json.required("id").textValue(),
                    json.required("kind").textValue(),
                    operation[0],
                    operation.length == 1 ? "" : operation[1],
                    response.required("status").intValue(),
                    response.path("body"));
        } catch (JsonProcessingException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    boolean isSuccess() {
        return status < 300;
    }

    /** Whether a request is of the same operation. */
    boolean isOf(String otherMethod, String host, String path) {
        var template = Pattern.compile("\\{\\w+}")
                .splitAsStream(hostAndPath)
                .map(Pattern::quote)
                .reduce((before, after) -> before + "[^/.]+" + after)
                .orElseThrow();
        var open = hostAndPath.endsWith("}") ? "[^/.]+" : "";
        return method.equals(otherMethod) && (host + path).matches(template + open);
    }
}
