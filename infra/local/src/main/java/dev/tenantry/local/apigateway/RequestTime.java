package dev.tenantry.local.apigateway;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes times as events have them. */
public final class RequestTime {

    private static final DateTimeFormatter COMMON_LOG_FORMAT =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RequestTime() {}

    /** In Common Log Format: {@code 04/Mar/2020:19:03:58 +0000}. */
    public static String format(Instant time) {
        return COMMON_LOG_FORMAT.format(time);
    }
}
