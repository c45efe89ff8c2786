package dev.tenantry.core.storage;

import dev.tenantry.core.Sha256;

/**
 * A request that its caller may send again, and that then is the same request.
 *
 * @param key what the caller knows the request by, its {@code Idempotency-Key}
 * @param body what it asks for, in a form in which equal bodies are equal texts
 */
public record IdempotentRequest(String key, String body) {

    /** Stands for the key in the table: a key may be of any length, and is its caller's affair. */
    String keyHash() {
        return Sha256.hex(key);
    }

    /**
     * Distinguishes this body from others with the same key. The key, which the table does not store, is hashed with
     * it: a body may contain personal data, and a reader of the table could otherwise check guesses of them against the
     * hash.
     */
    String bodyHash() {
        return Sha256.hex(key + "\n" + body);
    }
}
