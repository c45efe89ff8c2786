package dev.tenantry.twilio.verify;

import java.util.Objects;

/**
 * A Verify service: the settings with which a person's phone number is checked ("Verify: Services").
 *
 * @param sid {@code VA…}
 * @param friendlyName the name that people read in the messages with their codes; Twilio does not keep names unique
 */
public record VerifyService(String sid, String friendlyName) {

    /** Refuses nulls. */
    public VerifyService {
        Objects.requireNonNull(sid, "sid");
        Objects.requireNonNull(friendlyName, "friendlyName");
    }
}
