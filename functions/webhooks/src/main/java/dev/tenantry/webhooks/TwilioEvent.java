package dev.tenantry.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.notice.Notice;
import dev.tenantry.core.notice.NoticeId;
import dev.tenantry.core.plan.OrgId;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An event of Event Streams: a CloudEvent (CloudEvents 1.0).
 *
 * @param eventId what Twilio calls it, the same at each delivery
 * @param type e.g. {@code com.twilio.messaging.compliance.brand-registration.brand-failure}
 * @param at when it happened
 * @param payload its JSON
 */
record TwilioEvent(String eventId, String type, Instant at, String payload) implements TwilioCallback {
    private static final int LONGEST_TYPE = 200;
    private static final Pattern EVENT_ID = Pattern.compile("[!-~]{1,200}");
    private static final Pattern TYPE = Pattern.compile("\\w+(-\\w+)*(\\.\\w+(-\\w+)*)+");
    private static final Pattern BAD_NEWS = Pattern.compile("fail|reject|suspend|expire|unverified");

    /** What an element of Twilio's array tells, if it is an event. */
    static Optional<TwilioEvent> of(JsonNode json) {
        var id = Json.text(json, "id").filter(text -> EVENT_ID.matcher(text).matches());
        var type = Json.text(json, "type")
                .filter(text ->
                        text.length() <= LONGEST_TYPE && TYPE.matcher(text).matches());
        var at = Json.text(json, "time").flatMap(TwilioTime::parse);
        return id.isPresent() && type.isPresent() && at.isPresent()
                ? Optional.of(new TwilioEvent(id.get(), type.get(), at.get(), Json.write(json)))
                : Optional.empty();
    }

    @Override
    public String id() {
        return "event-" + eventId;
    }

    /** Tells the event in words, its type's alone: its data may name persons and numbers. */
    @Override
    public Optional<Notice> notice(OrgId orgId) {
        var segments = type.split("\\.", -1);
        var subject = segments[segments.length - 2];
        var what = segments[segments.length - 1];
        return Optional.of(new Notice(
                NoticeId.of(at, eventId),
                orgId,
                at,
                Notice.Kind.TWILIO_EVENT,
                BAD_NEWS.matcher(what).find() ? Notice.Severity.WARNING : Notice.Severity.INFO,
                sentence(subject + ": " + what),
                "twilio"));
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1).replace('-', ' ');
    }
}
