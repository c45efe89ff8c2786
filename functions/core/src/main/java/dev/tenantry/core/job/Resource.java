package dev.tenantry.core.job;

import java.util.Optional;

/**
 * Something that exists at Twilio for the organisation.
 *
 * @param type Twilio's name for it in lower case, e.g. {@code account} or {@code phone-number}
 * @param sid Twilio's id for it
 * @param phoneNumber the number in E.164, if it is a phone number
 */
public record Resource(String type, String sid, Optional<String> phoneNumber) {

    /** Something that is no phone number. */
    public Resource(String type, String sid) {
        this(type, sid, Optional.empty());
    }
}
