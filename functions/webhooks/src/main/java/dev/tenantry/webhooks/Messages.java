package dev.tenantry.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.json.Json;
import dev.tenantry.twilio.ReviewNews;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads what Twilio tells in a callback. */
final class Messages {
    private Messages() {}

    /** One message of a form; of an array of events one for each; and of what is neither, one that says so. */
    static List<Message> of(CallbackRequest request) {
        return switch (request.body()) {
            case Form form -> List.of(ofForm(form, request.signature()));
            case Body.Other other ->
                other.events()
                        .map(events -> ofEvents(events, request.signature()))
                        .orElseGet(() -> List.of(Unrecognised.of(request.signature(), 0, other.text())));
        };
    }

    private static Message ofForm(Form form, String signature) {
        return UsageTriggerFired.of(form)
                .<Message>map(fired -> fired)
                .or(() -> BundleReviewed.of(form, signature))
                .orElseGet(() -> Unrecognised.of(signature, 0, form.text()));
    }

    private static List<Message> ofEvents(JsonNode events, String signature) {
        return IntStream.range(0, events.size())
                .mapToObj(index -> ofEvent(events.get(index))
                        .orElseGet(() -> Unrecognised.of(signature, index, Json.write(events.get(index)))))
                .toList();
    }

    private static Optional<Message> ofEvent(JsonNode json) {
        return TwilioEvent.of(json).map(event -> ReviewNews.Event.of(json)
                .<Message>map(news -> new ReviewEvent(event, news))
                .orElse(event));
    }
}
