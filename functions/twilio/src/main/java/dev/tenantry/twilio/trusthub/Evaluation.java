package dev.tenantry.twilio.trusthub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.twilio.review.Rejection;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Evaluation of a bundle against its policy ("Trust Hub: Evaluations subresource").
 *
 * @param isCompliant whether it may be submitted
 * @param missing what is not there, or not right; empty when it is compliant
 */
public record Evaluation(boolean isCompliant, List<Rejection> missing) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Keeps a copy. */
    public Evaluation {
        missing = List.copyOf(missing);
    }

    /**
     * Reads Twilio's results: of each part that did not pass its own fault, when it has one, and those of its fields.
     *
     * @param results as the SDK has them; null: none
     */
    static Evaluation of(String status, List<Object> results) {
        var missing = results == null
                ? List.<Rejection>of()
                : results.stream()
                        .map(JSON::<JsonNode>valueToTree)
                        .filter(result -> !result.path("passed").booleanValue())
                        .flatMap(Evaluation::faults)
                        .toList();
        return new Evaluation(status.equals("compliant"), missing);
    }

    private static Stream<Rejection> faults(JsonNode result) {
        var own = result.hasNonNull("error_code")
                ? Stream.of(fault(result, result.path("object_type")))
                : Stream.<Rejection>empty();
        return Stream.concat(
                own, result.path("invalid").valueStream().map(field -> fault(field, field.path("object_field"))));
    }

    private static Rejection fault(JsonNode fault, JsonNode name) {
        return new Rejection(
                OptionalInt.of(fault.path("error_code").intValue()),
                fault.path("failure_reason").asText(""),
                List.of(name.asText()));
    }
}
