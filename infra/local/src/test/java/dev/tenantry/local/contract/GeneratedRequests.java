package dev.tenantry.local.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Makes random requests from the OpenAPI document; the same seed makes the same ones. */
final class GeneratedRequests {
    private static final int WRONG_OF_TEN = 4;
    private static final List<String> WRONG_TEXTS = List.of(
            "",
            " ",
            "0",
            "-1",
            "007",
            "1e3",
            "9223372036854775808",
            "x",
            "\u0000",
            "\u202e",
            "a".repeat(3_000),
            "..",
            "%");

    private final JsonNode document;
    private final List<Operation> operations;
    private final Random random;
    private final SchemaValues values;
    private final Map<String, List<String>> known;

    /**
     * A request.
     *
     * @param target path and query, encoded
     * @param isValid whether it is as the document wants it
     */
    record Request(
            Operation operation,
            String target,
            Map<String, String> headers,
            Optional<JsonNode> body,
            boolean isValid) {}

    /**
     * Requests with some parameters of known values, so that they find something.
     *
     * @param known the values by the name of the parameter
     */
    GeneratedRequests(JsonNode document, long seed, Map<String, List<String>> known) {
        this.document = document;
        this.operations = Operation.all(document);
        this.random = new Random(seed);
        this.values = new SchemaValues(document, random);
        this.known = known;
    }

    Request next() {
        var operation = operations.get(random.nextInt(operations.size()));
        var isWrong = random.nextInt(10) < WRONG_OF_TEN;
        var place = isWrong ? random.nextInt(3) : -1;
        var path = operation.path();
        for (var parameter : operation.parameters("path")) {
            var name = parameter.get("name").textValue();
            path = path.replace("{" + name + "}", encoded(place == 0 ? wrongText() : value(parameter)));
        }
        var query = new StringBuilder();
        for (var parameter : operation.parameters("query")) {
            if (random.nextInt(2) == 0) {
                append(query, name(parameter), place == 1 ? wrongText() : value(parameter));
            }
        }
        if (place == 1 && query.isEmpty()) {
            append(query, "unknown", wrongText());
        }
        var headers = new LinkedHashMap<String, String>();
        for (var parameter : operation.parameters("header")) {
            if (random.nextInt(4) == 0) {
                headers.put(name(parameter), header(parameter));
            }
        }
        var body = body(operation, place == 2);
        body.ifPresent(_ -> headers.put("Content-Type", "application/json"));
        return new Request(operation, path + query, headers, body, !isWrong);
    }

    private Optional<JsonNode> body(Operation operation, boolean isWrong) {
        var content = operation.json().at("/requestBody/content/application~1json/schema");
        if (content.isMissingNode() || (!isWrong && random.nextInt(5) == 0)) {
            return Optional.empty();
        }
        var valid = random.nextInt(4) == 0 ? example(operation) : values.valid(content);
        return Optional.of(isWrong ? values.wrong(valid) : valid);
    }

    /** A body that is known to be carried out: random ones hardly ever keep the rules between fields. */
    private JsonNode example(Operation operation) {
        var answered = Examples.of(document, operation).stream()
                .filter(example -> example.status() < 300)
                .flatMap(example -> example.body().stream())
                .toList();
        return answered.get(random.nextInt(answered.size()));
    }

    private String value(JsonNode parameter) {
        var some = known.getOrDefault(name(parameter), List.of());
        return some.isEmpty() || random.nextInt(5) == 0
                ? values.valid(parameter.get("schema")).asText()
                : some.get(random.nextInt(some.size()));
    }

    /** A header's value without what an HTTP client does not send. */
    private String header(JsonNode parameter) {
        return value(parameter).replaceAll("[^ -~]", "");
    }

    private String wrongText() {
        return WRONG_TEXTS.get(random.nextInt(WRONG_TEXTS.size()));
    }

    private static void append(StringBuilder query, String name, String value) {
        query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(encoded(value));
    }

    private static String name(JsonNode parameter) {
        return parameter.get("name").textValue();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
