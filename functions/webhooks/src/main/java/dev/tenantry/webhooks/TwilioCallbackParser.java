package dev.tenantry.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.json.Json;
import dev.tenantry.twilio.callback.ReviewNotification;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads what Twilio tells in a callback. */
final class TwilioCallbackParser {
    private TwilioCallbackParser() {}

    /** One message of a form; of an array of events one for each; and of what is neither, one that says so. */
    static List<TwilioCallback> parse(CallbackRequest request) {
        return switch (request.body()) {
            case Form form -> List.of(parseForm(form, request.signature()));
            case Body.Raw raw ->
                raw.events()
                        .map(events -> parseEvents(events, request.signature()))
                        .orElseGet(() -> List.of(UnknownCallback.of(request.signature(), 0, raw.text())));
        };
    }

    private static TwilioCallback parseForm(Form form, String signature) {
        return UsageTriggerFired.of(form)
                .<TwilioCallback>map(fired -> fired)
                .or(() -> BundleReviewed.of(form, signature))
                .orElseGet(() -> UnknownCallback.of(signature, 0, form.text()));
    }

    private static List<TwilioCallback> parseEvents(JsonNode events, String signature) {
        return IntStream.range(0, events.size())
                .mapToObj(index -> parseEvent(events.get(index))
                        .orElseGet(() -> UnknownCallback.of(signature, index, Json.write(events.get(index)))))
                .toList();
    }

    private static Optional<TwilioCallback> parseEvent(JsonNode json) {
        return TwilioEvent.of(json).map(event -> ReviewNotification.Event.of(json)
                .<TwilioCallback>map(review -> new ReviewEvent(event, review))
                .orElse(event));
    }
}
