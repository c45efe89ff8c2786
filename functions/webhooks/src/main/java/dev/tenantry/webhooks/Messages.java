package dev.tenantry.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads what Twilio tells in a callback. */
final class Messages {
    private Messages() {}

    /** One message of a form; of an array of events one for each; and of what is neither, one that says so. */
    static List<Message> of(CallbackRequest request) {
        return switch (request.body()) {
            case Form form ->
                List.of(UsageTriggerFired.of(form)
                        .<Message>map(fired -> fired)
                        .orElseGet(() -> Unrecognised.of(request.signature(), 0, form.text())));
            case Body.Other(var text) ->
                array(text)
                        .map(events -> events(events, request.signature()))
                        .orElseGet(() -> List.of(Unrecognised.of(request.signature(), 0, text)));
        };
    }

    private static Optional<JsonNode> array(String text) {
        try {
            return Optional.of(Json.parse(text)).filter(JsonNode::isArray);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static List<Message> events(JsonNode events, String signature) {
        return IntStream.range(0, events.size())
                .mapToObj(index -> TwilioEvent.of(events.get(index))
                        .<Message>map(event -> event)
                        .orElseGet(() -> Unrecognised.of(signature, index, Json.write(events.get(index)))))
                .toList();
    }
}
