package dev.tenantry.twilio.trusthub;

import java.util.Objects;

/**
 * Supporting document, a proof in the bundles of Trust Hub ("Trust Hub: Supporting Documents resource").
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
