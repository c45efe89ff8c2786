package dev.tenantry.twilio.address;

import java.util.Objects;

/**
 * An address that Twilio has on file for an account ("REST API: Addresses").
 *
 * @param sid {@code AD…}
 * @param friendlyName the name it was created with; Twilio does not keep names unique
 * @param details the address, perhaps corrected by Twilio
 * @param emergencyEnabled whether a number can have it for emergency calls
 * @param validated whether Twilio has checked that it exists, which it does in some countries
 */
public record RegisteredAddress(
        String sid, String friendlyName, AddressDetails details, boolean emergencyEnabled, boolean validated) {

    /** Refuses nulls. */
    public RegisteredAddress {
        Objects.requireNonNull(sid, "sid");
        Objects.requireNonNull(friendlyName, "friendlyName");
        Objects.requireNonNull(details, "details");
    }
}
