package dev.tenantry.twilio.account;

import java.util.Objects;

/**
 * Credentials for Twilio's HTTP Basic authentication, the operator's or one subaccount's ("Twilio API:
 * Authentication").
 *
 * @param accountSid the account that the calls act on, {@code AC…}
 * @param authToken that account's auth token
 */
public record TwilioCredentials(String accountSid, Secret authToken) {

    /** Refuses nulls. */
    public TwilioCredentials {
        Objects.requireNonNull(accountSid, "accountSid");
        Objects.requireNonNull(authToken, "authToken");
    }
}
