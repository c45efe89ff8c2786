package dev.tenantry.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The body of a callback. */
sealed interface Body permits Form, Body.Raw {
    /** What Twilio calls the datum that has the account, whose case varies. */
    String ACCOUNT_SID = "accountsid";

    /** As it came. */
    String text();

    /** The accounts that it says it is about: one, if Twilio made it; none, if it is not of a kind that says so. */
    Set<String> accountSids();

    /** No form: JSON, if it is an event's. The address says its hash. */
    record Raw(String text) implements Body {

        /** The events, if it is an array, as Event Streams sends them. */
        Optional<JsonNode> events() {
            try {
                return Optional.of(Json.parse(text)).filter(JsonNode::isArray);
            } catch (JsonProcessingException notJson) {
                return Optional.empty();
            }
        }

        @Override
        public Set<String> accountSids() {
            return events().stream()
                    .flatMap(JsonNode::valueStream)
                    .flatMap(event -> event.path("data").propertyStream())
                    .filter(field -> field.getKey().equalsIgnoreCase(ACCOUNT_SID))
                    .map(Map.Entry::getValue)
                    .map(JsonNode::asText)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
