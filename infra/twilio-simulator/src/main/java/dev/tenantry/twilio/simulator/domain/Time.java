package dev.tenantry.twilio.simulator.domain;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The clock. */
record Time(Clock clock) {
    /** What Twilio shows: to the second. */
    Instant now() {
        return instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** What Twilio does not show. */
    Instant instant() {
        return clock.instant();
    }
}
