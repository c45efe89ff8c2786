package dev.tenantry.twilio;

import java.util.Objects;

/**
 * What proves something, for the bundles of Trust Hub ("Trust Hub: Supporting Documents resource").
 *
 * @param sid {@code RD…}
 * @param friendlyName the name it was created with; Twilio does not keep names unique
 */
public record TrustDocument(String sid, String friendlyName) {

    /** Refuses nulls. */
    public TrustDocument {
        Objects.requireNonNull(sid, "sid");
        Objects.requireNonNull(friendlyName, "friendlyName");
    }
}
