package dev.tenantry.twilio.account;

import java.util.Objects;

/**
 * A standard API key, without its secret, which Twilio tells once ("REST API: Keys").
 *
 * @param sid {@code SK…}, the user name of calls that are made with it
 * @param friendlyName the name it was created with; Twilio does not keep names unique
 */
public record ApiKey(String sid, String friendlyName) {

    /** Refuses nulls. */
    public ApiKey {
        Objects.requireNonNull(sid, "sid");
        Objects.requireNonNull(friendlyName, "friendlyName");
    }
}
