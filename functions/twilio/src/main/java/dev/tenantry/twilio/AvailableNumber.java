package dev.tenantry.twilio;

import java.util.Objects;
import java.util.Optional;

/**
 * A phone number that was for sale when Twilio was asked. Nothing reserves it: it may be gone a moment later.
 *
 * @param phoneNumber in E.164, {@code +14155550100}
 * @param locality the town, where the number has one
 * @param region the state or province as two letters, where the number has one
 */
public record AvailableNumber(String phoneNumber, Optional<String> locality, Optional<String> region) {

    /** Refuses nulls. */
    public AvailableNumber {
        Objects.requireNonNull(phoneNumber, "phoneNumber");
        Objects.requireNonNull(locality, "locality");
        Objects.requireNonNull(region, "region");
    }
}
