package dev.tenantry.twilio.simulator.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.openapi.Exchange.Answer;
import dev.tenantry.twilio.simulator.openapi.Exchange.Request;
import dev.tenantry.twilio.simulator.openapi.TwilioOpenApi.Document;
import dev.tenantry.twilio.simulator.openapi.TwilioOpenApi.Operation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Checks whole exchanges: path, parameters, form, status, body. */
final class ExchangeChecks {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int FIRST_ERROR = 400;

    /** What every error looks like, which the documents do not say ("Error and Warning Dictionary"). */
    private static final Document ERRORS = Document.ofResource("error.json");

    private final SchemaChecks schemas = new SchemaChecks();

    /** What is wrong with an exchange. */
    List<Finding> check(Operation operation, Exchange exchange) {
        var request = exchange.request();
        return Stream.of(
                        parameters(operation, "path", operation.variables(request.path())),
                        parameters(operation, "query", request.query()),
                        form(operation, request),
                        exchange.answer().stream().flatMap(answer -> answer(operation, answer)))
                .flatMap(findings -> findings)
                .toList();
    }

    private Stream<Finding> parameters(Operation operation, String place, Map<String, List<String>> given) {
        var list = operation.definition().path("parameters");
        var known = IntStream.range(0, list.size())
                .filter(i -> operation
                        .document()
                        .resolve(list.get(i))
                        .get("in")
                        .textValue()
                        .equals(place))
                .boxed()
                .toList();
        var wrong = known.stream().flatMap(i -> parameter(operation, i, given));
        var unknown = given.keySet().stream()
                .filter(name -> known.stream()
                        .noneMatch(i -> list.get(i).get("name").textValue().equals(name)))
                .map(name -> new Finding(place + " " + name, "is not a parameter"));
        return Stream.concat(wrong, unknown);
    }

    private Stream<Finding> parameter(Operation operation, int index, Map<String, List<String>> given) {
        var definition = operation.definition().path("parameters").get(index);
        var name = definition.get("name").textValue();
        var pointer = operation.pointer() + "/parameters/" + index + "/schema";
        var subject = definition.get("in").textValue() + " " + name;
        if (!given.containsKey(name)) {
            return definition.path("required").booleanValue()
                    ? Stream.of(new Finding(subject, "is missing"))
                    : Stream.empty();
        }
        var document = operation.document();
        return schemas.check(document, pointer, typed(document, document.root().at(pointer), given.get(name)))
                .map(finding -> finding.under(subject));
    }

    private Stream<Finding> form(Operation operation, Request request) {
        var pointer = operation.pointer() + "/requestBody/content/" + TwilioOpenApi.escape(FORM) + "/schema";
        var document = operation.document();
        if (document.root().at(pointer).isMissingNode()) {
            return request.form().isEmpty() ? Stream.empty() : Stream.of(new Finding("form", "is not taken"));
        }
        // A request gives what it wants to give: of what is missing only what is required is looked at.
        return schemas.check(document, pointer, object(document, pointer, request.form()))
                .filter(finding -> !finding.isUnlisted())
                .map(finding -> finding.under("form"));
    }

    private static ObjectNode object(Document document, String pointer, Map<String, List<String>> form) {
        var properties = document.resolve(document.root().at(pointer)).path("properties");
        var object = NODES.objectNode();
        form.forEach((name, values) -> object.set(name, typed(document, properties.path(name), values)));
        return object;
    }

    private Stream<Finding> answer(Operation operation, Answer answer) {
        var response = operation.definition().at("/responses/" + answer.status());
        if (!response.isMissingNode()) {
            return body(operation, response, answer);
        }
        var undocumented = new Finding("status", answer.status() + " is not in the document");
        return answer.status() < FIRST_ERROR
                ? Stream.of(undocumented)
                : Stream.concat(Stream.of(undocumented), error(answer));
    }

    private Stream<Finding> body(Operation operation, JsonNode response, Answer answer) {
        var schema = "/content/" + TwilioOpenApi.escape("application/json") + "/schema";
        if (response.at(schema).isMissingNode()) {
            return answer.body().isEmpty() ? Stream.empty() : Stream.of(new Finding("body", "should be empty"));
        }
        var pointer = operation.pointer() + "/responses/" + answer.status() + schema;
        return schemas.check(operation.document(), pointer, json(answer.body()));
    }

    private Stream<Finding> error(Answer answer) {
        var body = json(answer.body());
        var told = body.path("status").intValue() == answer.status()
                ? Stream.<Finding>empty()
                : Stream.of(new Finding("/status", "is not " + answer.status()));
        return Stream.concat(schemas.check(ERRORS, "/error", body), told);
    }

    /** What is no JSON is a text, which no schema of an answer allows. */
    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return NODES.textNode(body);
        }
    }

    /** A parameter's values in the type that its schema wants, or as texts when they cannot be of it. */
    private static JsonNode typed(Document document, JsonNode reference, List<String> values) {
        var schema = document.resolve(reference);
        if (schema.path("type").asText().equals("array")) {
            var array = NODES.arrayNode();
            values.forEach(value -> array.add(typed(document, schema.path("items"), List.of(value))));
            return array;
        }
        var value = values.getLast();
        return switch (schema.path("type").asText()) {
            case "boolean" -> flag(value);
            case "integer" -> number(value, BigInteger::new);
            case "number" -> number(value, BigDecimal::new);
            default -> NODES.textNode(value);
        };
    }

    private static JsonNode flag(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> NODES.booleanNode(true);
            case "false" -> NODES.booleanNode(false);
            default -> NODES.textNode(value);
        };
    }

    private static JsonNode number(String value, Function<String, Number> read) {
        try {
            return JSON.valueToTree(read.apply(value));
        } catch (NumberFormatException e) {
            return NODES.textNode(value);
        }
    }
}
