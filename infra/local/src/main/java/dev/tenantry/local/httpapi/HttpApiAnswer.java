package dev.tenantry.local.httpapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tenantry.local.web.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The HTTP response that a function's result stands for in payload format 2.0. A result without {@code statusCode} is
 * itself the body of a 200 with content type {@code application/json}.
 *
 * @param headers by name, without cookies
 * @param cookies values of {@code Set-Cookie}
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
record HttpApiAnswer(int status, Map<String, String> headers, List<String> cookies, byte[] body) {

    private static final String CONTENT_TYPE = "content-type";

    /**
     * Reads a function's result.
     *
     * @throws IOException if the result is not JSON, or is not of this format
     */
    static HttpApiAnswer read(byte[] result) throws IOException {
        var json = Json.MAPPER.readTree(result);
        return json.has("statusCode") ? formatted(json) : inferred(json, result);
    }

    private static HttpApiAnswer inferred(JsonNode json, byte[] result) {
        var body = json.isTextual() ? json.textValue().getBytes(UTF_8) : result;
        return new HttpApiAnswer(200, Map.of(CONTENT_TYPE, "application/json"), List.of(), body);
    }

    private static HttpApiAnswer formatted(JsonNode json) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        json.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        var body = body(json);
        if (body.length > 0 && headers.keySet().stream().noneMatch(CONTENT_TYPE::equalsIgnoreCase)) {
            headers.put(CONTENT_TYPE, "text/plain;charset=UTF-8");
        }
        var cookies = new ArrayList<String>();
        json.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
        return new HttpApiAnswer(status(json.get("statusCode")), headers, cookies, body);
    }

    private static int status(JsonNode json) throws IOException {
        var status = json.asInt(-1);
        if (status < 100 || status > 599) {
            throw new IOException("statusCode is no HTTP status: " + json);
        }
        return status;
    }

    private static byte[] body(JsonNode json) throws IOException {
        var body = json.hasNonNull("body") ? json.get("body") : MissingNode.getInstance();
        if (!body.isMissingNode() && !body.isTextual()) {
            throw new IOException("body is no string");
        }
        if (!json.path("isBase64Encoded").asBoolean()) {
            return body.asText().getBytes(UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body.asText());
        } catch (IllegalArgumentException e) {
            throw new IOException("body is not base64, though isBase64Encoded says so", e);
        }
    }
}
