package dev.tenantry.local.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.local.traffic.HttpExchange;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Compares exchanges with the OpenAPI document. An answer must be documented, with its headers and its body. A request
 * that was carried out must be as the document wants it; one that was refused may be anything.
 */
final class HttpContract {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final String PROBLEM = "application/problem+json";
    private static final String PLAIN_JSON = "application/json";
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");

    /** What no answer may have unless the document says so. */
    private static final Set<String> HEADERS =
            Set.of("etag", "location", "retry-after", "link", "allow", "accept-post", "idempotency-replayed");

    private final ObjectNode document;
    private final Schemas schemas;
    private final List<Operation> operations;

    HttpContract(ObjectNode document) {
        this.document = document;
        this.schemas = new Schemas(document);
        this.operations = Operation.all(document);
    }

    List<Operation> operations() {
        return operations;
    }

    Schemas schemas() {
        return schemas;
    }

    /** The operation that a request is for. */
    Optional<Operation> operation(HttpExchange exchange) {
        return operations.stream()
                .filter(operation -> operation.method().equals(exchange.method()))
                .filter(operation -> operation.match(exchange.path()).isPresent())
                .findFirst();
    }

    /** What differs from the document, in a sentence each. */
    List<String> differences(HttpExchange exchange) {
        var found = new ArrayList<String>();
        if (exchange.requestHeaders().containsKey("access-control-request-method")
                && exchange.method().equals("OPTIONS")) {
            if (exchange.status() != 204) {
                found.add("a preflight is answered with " + exchange.status());
            }
            return found;
        }
        var operation = operation(exchange);
        var owner = operation.map(Operation::json).orElse(document.get("x-no-operation"));
        var response = owner.get("responses").path(Integer.toString(exchange.status()));
        if (response.isMissingNode()) {
            found.add("the status is not documented");
            return found;
        }
        var isCallback = operation.filter(Operation::isCallback).isPresent();
        answer(exchange, Documents.resolved(document, response), isCallback, found);
        if (exchange.status() < 400 && !isCallback) {
            operation.ifPresent(known -> request(exchange, known, found));
        }
        return found;
    }

    private void answer(HttpExchange exchange, JsonNode response, boolean isCallback, List<String> found) {
        var type = exchange.responseHeaders().getOrDefault("content-type", "");
        var byGateway = exchange.status() >= 400 && type.equals(PLAIN_JSON);
        headers(exchange, response.path("headers"), byGateway, found);
        if (!byGateway && !isCallback) {
            headers(exchange, document.get("x-headers-of-every-answer"), false, found);
        }
        for (var header : HEADERS) {
            if (exchange.responseHeaders().containsKey(header)
                    && named(response.path("headers"), header).isEmpty()) {
                found.add("the answer's header " + header + " is not documented");
            }
        }
        if (!response.has("content")) {
            if (exchange.responseBody().length > 0) {
                found.add("the answer has a body");
            }
            return;
        }
        var content = response.get("content").path(type);
        if (content.isMissingNode()) {
            found.add("the answer is of the type " + type);
            return;
        }
        body(exchange.responseBody(), content, "the answer", found);
        if (type.equals(PROBLEM)
                && parsed(exchange.responseBody())
                        .filter(json -> json.path("status").asInt() == exchange.status())
                        .isEmpty()) {
            found.add("the problem has another status");
        }
    }

    private static Optional<JsonNode> named(JsonNode headers, String name) {
        return headers.properties().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private void headers(HttpExchange exchange, JsonNode headers, boolean areOptional, List<String> found) {
        headers.properties().forEach(entry -> {
            var header = Documents.resolved(document, entry.getValue());
            var value = exchange.responseHeaders().get(entry.getKey().toLowerCase(Locale.ROOT));
            if (value != null) {
                schemas.check(header.get("schema"), JsonNodeFactory.instance.textNode(value))
                        .forEach(fault -> found.add("the answer's header " + entry.getKey() + ": " + fault));
            } else if (header.path("required").asBoolean() && !areOptional) {
                found.add("the answer has no header " + entry.getKey());
            }
        });
    }

    private void request(HttpExchange exchange, Operation operation, List<String> found) {
        operation.match(exchange.path()).orElseThrow().forEach((name, value) -> operation.parameters("path").stream()
                .filter(parameter -> parameter.get("name").textValue().equals(name))
                .forEach(parameter -> parameter(parameter, value, found)));
        query(exchange.query()).forEach((name, value) -> {
            var known = operation.parameters("query").stream()
                    .filter(parameter -> parameter.get("name").textValue().equals(name))
                    .findFirst();
            known.ifPresentOrElse(
                    parameter -> parameter(parameter, value, found),
                    () -> found.add("the parameter " + name + " is not documented"));
        });
        for (var parameter : operation.parameters("header")) {
            var value = exchange.requestHeaders()
                    .get(parameter.get("name").textValue().toLowerCase(Locale.ROOT));
            if (value != null) {
                parameter(parameter, value, found);
            }
        }
        if (exchange.requestBody().length > 0 && operation.json().has("requestBody")) {
            var type = exchange.requestHeaders()
                    .getOrDefault("content-type", "")
                    .split(";", 2)[0]
                    .strip()
                    .toLowerCase(Locale.ROOT);
            var content = operation.json().at("/requestBody/content").path(type);
            if (content.isMissingNode()) {
                found.add("the request is of the type " + type);
            } else {
                body(exchange.requestBody(), content, "the request", found);
            }
        }
    }

    private void parameter(JsonNode parameter, String value, List<String> found) {
        var schema = parameter.get("schema");
        var isInteger =
                Documents.resolved(document, schema).path("type").asText().equals("integer")
                        && INTEGER.matcher(value).matches();
        var json = isInteger
                ? JsonNodeFactory.instance.numberNode(new BigInteger(value))
                : JsonNodeFactory.instance.textNode(value);
        schemas.check(schema, json)
                .forEach(fault ->
                        found.add("the parameter " + parameter.get("name").asText() + ": " + fault));
    }

    private void body(byte[] body, JsonNode content, String whose, List<String> found) {
        if (content.has("schema")) {
            parsed(body)
                    .ifPresentOrElse(
                            json -> schemas.check(content.get("schema"), json)
                                    .forEach(fault -> found.add(whose + ": " + fault)),
                            () -> found.add(whose + " is not JSON"));
        }
    }

    private static Optional<JsonNode> parsed(byte[] body) {
        try {
            return Optional.of(JSON.readTree(new String(body, StandardCharsets.UTF_8)));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /** The parameters of a query; one that comes twice has both values. */
    private static Map<String, String> query(String query) {
        var parameters = new HashMap<String, String>();
        for (var pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                var parts = pair.split("=", 2);
                parameters.merge(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]), (a, b) -> a + "," + b);
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
