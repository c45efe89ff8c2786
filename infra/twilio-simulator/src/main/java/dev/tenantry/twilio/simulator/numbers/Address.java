package dev.tenantry.twilio.simulator.numbers;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;

/** A postal address (Twilio docs: Address resource, whose property names these are). */
public record Address(
        String sid,
        String accountSid,
        String customerName,
        String friendlyName,
        String street,
        String streetSecondary,
        String city,
        String region,
        String postalCode,
        String isoCountry,
        boolean emergencyEnabled,
        boolean validated,
        boolean verified,
        Instant dateCreated,
        Instant dateUpdated)
        implements Resource {}
