package dev.tenantry.twilio;

import java.util.Objects;

/**
 * A phone number that an account owns ("IncomingPhoneNumber resource").
 *
 * @param sid {@code PN…}
 * @param phoneNumber in E.164, {@code +14155550100}
 * @param friendlyName the name it was bought under
 */
public record PhoneNumber(String sid, String phoneNumber, String friendlyName) {

    /** Refuses nulls. */
    public PhoneNumber {
        Objects.requireNonNull(sid, "sid");
        Objects.requireNonNull(phoneNumber, "phoneNumber");
        Objects.requireNonNull(friendlyName, "friendlyName");
    }
}
