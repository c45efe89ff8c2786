package dev.tenantry.twilio.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.twilio.events.EventType;
import dev.tenantry.twilio.internal.EmptyValues;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Notification of a change of a review, sent by a callback. It is a reason to check, not the truth: it may come late,
 * twice, before the answer to its cause, and after what followed it. Only of numbers there is nothing to look at.
 */
public sealed interface ReviewNotification {

    /** The account in which it happened, {@code AC…}. */
    String accountSid();

    /** What it is about; of a campaign its messaging service, since events call it by a SID of their own. */
    String sid();

    /** The status in Twilio's words, which differ from those of the resource. */
    String status();

    /**
     * The status of a bundle has changed ("Trust Hub: StatusCallback").
     *
     * @param sid a customer profile or trust product, {@code BU…}
     * @param reason why it was rejected, if it was
     */
    record Bundle(String accountSid, String sid, String status, Optional<String> reason) implements ReviewNotification {

        /**
         * Reads a form; empty when it is another callback's. The case of its names varies in what has been seen.
         *
         * @param form the names and values
         */
        public static Optional<Bundle> of(Map<String, String> form) {
            var fields = form.entrySet().stream()
                    .collect(Collectors.toMap(
                            field -> field.getKey().toLowerCase(Locale.ROOT),
                            Map.Entry::getValue,
                            (first, _) -> first));
            var account = checked(fields.get("accountsid"), "AC");
            var bundle = checked(fields.get("bundlesid"), "BU");
            var status = EmptyValues.toOptional(fields.get("status"));
            var reason = EmptyValues.toOptional(fields.get("failurereason"))
                    .or(() -> EmptyValues.toOptional(fields.get("rejectionreason")));
            return account.isPresent() && bundle.isPresent() && status.isPresent()
                    ? Optional.of(new Bundle(account.get(), bundle.get(), status.get(), reason))
                    : Optional.empty();
        }
    }

    /**
     * An event of Event Streams ("A2P 10DLC: Event Streams setup").
     *
     * @param eventId the CloudEvent's id, the same each time that it comes
     * @param type what happened
     * @param sid a brand ({@code BN…}), a messaging service ({@code MG…}), a number ({@code PN…}) or a toll-free
     *     verification ({@code HH…}), as the type's subject says
     * @param failure why, if it says so: words, a code or the address of Twilio's page
     */
    record Event(String eventId, EventType type, String accountSid, String sid, String status, Optional<String> failure)
            implements ReviewNotification {

        /** Reads one element of Twilio's array; empty when it is another kind of event. */
        public static Optional<Event> of(JsonNode event) {
            var fields = event.path("data")
                    .propertyStream()
                    .collect(Collectors.toMap(
                            field -> field.getKey().toLowerCase(Locale.ROOT),
                            Map.Entry::getValue,
                            (first, _) -> first));
            var id = EmptyValues.toOptional(event.path("id").textValue());
            var account = text(fields, "accountsid").flatMap(found -> checked(found, "AC"));
            return EventType.of(event.path("type").asText()).flatMap(type -> {
                var subject = type.subject();
                var sid = text(fields, subject.field()).flatMap(found -> checked(found, subject.sidPrefix()));
                return id.isPresent() && account.isPresent() && sid.isPresent()
                        ? Optional.of(new Event(
                                id.get(),
                                type,
                                account.get(),
                                sid.get(),
                                text(fields, subject.statusField()).orElse(""),
                                failure(fields)))
                        : Optional.empty();
            });
        }

        private static Optional<String> failure(Map<String, JsonNode> fields) {
            return text(fields, "failurereason")
                    .or(() -> text(fields, "rejectionreason"))
                    .or(() -> Optional.ofNullable(fields.get("brandregistrationerrors"))
                            .map(errors -> errors.path(0)
                                    .path("registrationerrordescription")
                                    .textValue()));
        }

        private static Optional<String> text(Map<String, JsonNode> fields, String name) {
            return Optional.ofNullable(fields.get(name))
                    .map(JsonNode::textValue)
                    .flatMap(EmptyValues::toOptional);
        }
    }

    private static Optional<String> checked(String text, String prefix) {
        return Optional.ofNullable(text).filter(sid -> sid.matches(prefix + "[0-9a-fA-F]{32}"));
    }
}
