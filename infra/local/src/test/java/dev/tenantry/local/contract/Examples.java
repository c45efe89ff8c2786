package dev.tenantry.local.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the examples of an operation: what stands under the same name in request and response belongs together. */
final class Examples {
    private Examples() {}

    /**
     * A request and its answer.
     *
     * @param parameters values by the names of the parameters, of those that the example gives
     * @param body the request's
     * @param bodySchema what the request's body must be; missing if the operation takes none
     * @param answer what is answered, if anything is shown
     * @param answerSchema what the answer's body must be
     */
    record Example(
            Operation operation,
            String name,
            Map<String, String> parameters,
            Optional<JsonNode> body,
            JsonNode bodySchema,
            int status,
            Optional<JsonNode> answer,
            JsonNode answerSchema) {}

    /** All examples of an operation, in the order of the document. */
    static List<Example> of(JsonNode document, Operation operation) {
        var examples = new ArrayList<Example>();
        operation.json().get("responses").properties().forEach(entry -> {
            var response = Documents.resolved(document, entry.getValue());
            var status = Integer.parseInt(entry.getKey());
            response.path("content").properties().forEach(content -> content.getValue()
                    .path("examples")
                    .properties()
                    .forEach(example -> examples.add(example(
                            document,
                            operation,
                            example.getKey(),
                            status,
                            Optional.of(Documents.resolved(document, example.getValue())
                                    .get("value")),
                            content.getValue().get("schema")))));
            response.path("x-examples")
                    .fieldNames()
                    .forEachRemaining(name -> examples.add(
                            example(document, operation, name, status, Optional.empty(), response.path("schema"))));
        });
        requireAnswers(operation, examples);
        return examples;
    }

    private static Example example(
            JsonNode document,
            Operation operation,
            String name,
            int status,
            Optional<JsonNode> answer,
            JsonNode answerSchema) {
        var parameters = new LinkedHashMap<String, String>();
        for (var parameter : operation.parameters()) {
            Stream.of(parameter.at("/examples/" + name + "/value"), parameter.path("example"))
                    .filter(value -> !value.isMissingNode())
                    .findFirst()
                    .ifPresent(value -> parameters.put(parameter.get("name").textValue(), value.asText()));
        }
        var content = operation.json().at("/requestBody/content/application~1json");
        var body = Optional.of(content.at("/examples/" + name))
                .filter(value -> !value.isMissingNode())
                .map(value -> Documents.resolved(document, value).get("value"));
        return new Example(operation, name, parameters, body, content.path("schema"), status, answer, answerSchema);
    }

    /** A request's example of which nobody says how it is answered is one that nobody tries. */
    private static void requireAnswers(Operation operation, List<Example> examples) {
        var answered = examples.stream().map(Example::name).toList();
        Stream.concat(
                        operation.json().at("/requestBody/content/application~1json/examples").properties().stream(),
                        operation.parameters("header").stream()
                                .flatMap(parameter -> parameter.path("examples").properties().stream()))
                .map(Map.Entry::getKey)
                .filter(name -> !answered.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalStateException(operation.id() + " has no answer to the example " + name);
                });
    }
}
