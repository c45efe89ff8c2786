package dev.tenantry.twilio;

import java.util.Objects;

/**
 * Who somebody is, for the bundles of Trust Hub ("Trust Hub: End Users resource").
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
