package dev.tenantry.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenantry.core.json.Json;

/** Writes JSON so that equal values are equal texts: members in the order of their names, and no white space. */
public final class CanonicalJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private CanonicalJson() {}

    /**
     * The canonical text of a text.
     *
     * @throws IllegalArgumentException when it is not JSON
     */
    public static String of(String json) {
        try {
            return MAPPER.writeValueAsString(Json.parse(json));
        } catch (JsonProcessingException notJson) {
            // Without the cause: a parser's message may quote the text.
            throw new IllegalArgumentException("Not JSON");
        }
    }
}
