package dev.tenantry.webhooks;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Times as Twilio writes them: after RFC 2822 in forms, after RFC 3339 in events. */
final class TwilioTime {
    private static final List<DateTimeFormatter> FORMATS =
            List.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME, DateTimeFormatter.RFC_1123_DATE_TIME);
    private static final Instant FIRST = Instant.parse("2008-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private TwilioTime() {}

    /** The time of a text, if it is one that Twilio can mean. */
    static Optional<Instant> parse(String text) {
        return FORMATS.stream()
                .flatMap(format -> parse(format, text).stream())
                .filter(time -> !time.isBefore(FIRST) && !time.isAfter(LAST))
                .findFirst();
    }

    private static Optional<Instant> parse(DateTimeFormatter format, String text) {
        try {
            return Optional.of(format.parse(text, Instant::from));
        } catch (DateTimeException otherwise) {
            return Optional.empty();
        }
    }
}
