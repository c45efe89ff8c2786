package dev.tenantry.twilio.numbers;

import java.util.Objects;
import java.util.Optional;

/**
 * A phone number that was for sale when Twilio was asked. Nothing reserves it: it may be gone a moment later.
 *
 * @param phoneNumber in E.164, {@code +14155550100}
 * @param locality the town, where the number has one
 * @param region the state or province as two letters, where the number has one
 * @param addressRequirement the address that has to be given to buy it; empty when none has to
 */
public record AvailableNumber(
        String phoneNumber,
        Optional<String> locality,
        Optional<String> region,
        Optional<AddressRequirement> addressRequirement) {

    /** Refuses nulls. */
    public AvailableNumber {
        Objects.requireNonNull(phoneNumber, "phoneNumber");
        Objects.requireNonNull(locality, "locality");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(addressRequirement, "addressRequirement");
    }
}
