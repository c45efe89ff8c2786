package dev.tenantry.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.json.Json;
import java.util.Optional;

/** The text of a body as JSON. */
public final class JsonBody {
    private JsonBody() {}

    /**
     * Parses a body.
     *
     * @throws ProblemException when it is not exactly one JSON value
     */
    public static JsonNode parse(String body) {
        try {
            return Json.parse(body);
        } catch (JsonProcessingException malformed) {
            throw new ProblemException(Problems.malformedBody(Optional.ofNullable(malformed.getLocation())
                    .map(at -> "The body stops being JSON at line %d, column %d."
                            .formatted(at.getLineNr(), at.getColumnNr()))
                    .orElse("The body is nested too deeply, or holds too long a number or name.")));
        }
    }
}
