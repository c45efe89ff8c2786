package dev.tenantry.twilio.simulator.accounts;

import java.time.Instant;

/**
 * An account's second auth token (Twilio docs: Secondary Auth Token).
 *
 * @param value 32 hexadecimal digits
 * @param dateCreated when it was made
 */
public record SecondaryAuthToken(String value, Instant dateCreated) {
    /** Without the token. */
    @Override
    public String toString() {
        return "SecondaryAuthToken[" + dateCreated + "]";
    }
}
