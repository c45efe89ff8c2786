package dev.tenantry.core.job;

/**
 * Something that exists at Twilio for the organisation.
 *
 * @param type Twilio's name for it in lower case, e.g. {@code account} or {@code phone-number}
 * @param sid Twilio's id for it
 */
public record Resource(String type, String sid) {}
