package dev.tenantry.twilio.listing;

import java.util.Objects;
import java.util.Optional;

/**
 * A resource as a list shows it, also when others have created it.
 *
 * @param sid Twilio's id
 * @param name its friendly name or description, if somebody gave it one
 */
public record ListedResource(String sid, Optional<String> name) {

    /** Refuses nulls. */
    public ListedResource {
        Objects.requireNonNull(sid, "sid");
        Objects.requireNonNull(name, "name");
    }
}
