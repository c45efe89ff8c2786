package dev.tenantry.twilio.account;

import java.util.Objects;

/**
 * An API key that has just been created.
 *
 * @param key what can be read again
 * @param secret the password of calls that are made with the key. Twilio never returns it again, so store it at once; a
 *     key whose secret is lost has to be deleted and replaced by a new one
 */
public record NewApiKey(ApiKey key, Secret secret) {

    /** Refuses nulls. */
    public NewApiKey {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(secret, "secret");
    }
}
