package dev.tenantry.twilio.trusthub;

import java.util.Objects;

/**
 * End user, a business or a person in the bundles of Trust Hub ("Trust Hub: End Users resource").
 *
 * @param sid {@code IT…}
 * @param friendlyName the name it was created with; Twilio does not keep names unique
 * @param type what kind of data it has
 */
public record TrustEndUser(String sid, String friendlyName, String type) {

    /** Refuses nulls. */
    public TrustEndUser {
        Objects.requireNonNull(sid, "sid");
        Objects.requireNonNull(friendlyName, "friendlyName");
        Objects.requireNonNull(type, "type");
    }
}
