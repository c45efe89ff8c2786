package dev.tenantry.twilio.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.core.errorcode.ErrorCodes;
import dev.tenantry.twilio.internal.EmptyValues;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A reason why something was rejected, or is not complete.
 *
 * @param code Twilio's, as listed in its "Error and Warning Dictionary"
 * @param reason in Twilio's words; may be empty
 * @param fields which data are meant, as Twilio calls them; may be empty
 */
public record Rejection(OptionalInt code, String reason, List<String> fields) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Refuses nulls, and keeps a copy. */
    public Rejection {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(reason, "reason");
        fields = List.copyOf(fields);
    }

    /** The reason with its fields and its code, as a sentence. */
    public String sentence() {
        var words = reason.isBlank() ? meaning() : reason.strip().replaceAll("\\.$", "");
        var about = fields.isEmpty() ? "" : " (" + String.join(", ", fields) + ")";
        return words + about + (code.isPresent() ? " [" + code.getAsInt() + "]." : ".");
    }

    /** What the code means, where Twilio gives no words. */
    private String meaning() {
        return code.isPresent() ? ErrorCodes.of(code.getAsInt()).meaning() : "Twilio gives no reason";
    }

    /**
     * Reads Twilio's list of errors, whose members are named otherwise in each resource.
     *
     * @param errors as the SDK has them: Jackson's standard classes for JSON; null: none
     */
    public static List<Rejection> of(List<Object> errors) {
        return errors == null
                ? List.of()
                : errors.stream()
                        .map(JSON::<JsonNode>valueToTree)
                        .map(Rejection::of)
                        .toList();
    }

    private static Rejection of(JsonNode error) {
        return new Rejection(
                first(error, "error_code", "code", "errorCode")
                        .filter(JsonNode::canConvertToInt)
                        .map(code -> OptionalInt.of(code.intValue()))
                        .orElse(OptionalInt.empty()),
                first(error, "description", "message", "reason", "failure_reason")
                        .map(JsonNode::asText)
                        .orElse(""),
                error.path("fields").valueStream().map(JsonNode::asText).toList());
    }

    /** One that has nothing but words; empty without words. */
    public static List<Rejection> ofWords(String reason) {
        return EmptyValues.toOptional(reason)
                .map(words -> new Rejection(OptionalInt.empty(), words, List.of()))
                .stream()
                .toList();
    }

    private static Optional<JsonNode> first(JsonNode error, String... names) {
        return Stream.of(names).filter(error::hasNonNull).findFirst().map(error::get);
    }
}
