package dev.tenantry.local.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Compares the messages of WebSocket clients and of the server with the AsyncAPI document. */
final class LiveContract {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The problems of a message that is not as the document wants it. */
    private static final Set<String> REFUSALS =
            Set.of("malformed-json", "unknown-action", "unknown-field", "malformed-request");

    private final ObjectNode document;
    private final Schemas schemas;
    private final Set<String> connectionsWithInvalidMessages = ConcurrentHashMap.newKeySet();

    LiveContract(ObjectNode openApi, ObjectNode document) {
        this.document = document;
        this.schemas = new Schemas(openApi, document);
    }

    /** Notes a message of a client, which may be anything. */
    void received(String connection, String message) {
        if (!isValid(message)) {
            connectionsWithInvalidMessages.add(connection);
        }
    }

    private boolean isValid(String message) {
        return parsed(message)
                .filter(json -> payload(json.path("action").asText())
                        .filter(schema -> schemas.check(schema, json).isEmpty())
                        .isPresent())
                .isPresent();
    }

    /** What differs from the document in a message of the server. */
    List<String> differences(String connection, String message) {
        var json = parsed(message).orElse(JSON.missingNode());
        var isRefusal = REFUSALS.contains(json.at("/problem/code").asText());
        if (isRefusal && !connectionsWithInvalidMessages.contains(connection)) {
            return List.of("a message is refused that the document allows");
        }
        var name = json.has("type") ? json.get("type").asText() : "gateway-error";
        return payload(name)
                .map(schema -> schemas.check(schema, json))
                .orElse(List.of("the message's type is not documented"));
    }

    private Optional<JsonNode> payload(String message) {
        return Optional.ofNullable(
                document.at("/components/messages").path(message).get("payload"));
    }

    private static Optional<JsonNode> parsed(String message) {
        try {
            return Optional.of(JSON.readTree(message)).filter(JsonNode::isObject);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
