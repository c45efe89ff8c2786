package dev.tenantry.twilio.simulator.domain;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The clock as Twilio shows it: to the second. */
record Time(Clock clock) {
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
