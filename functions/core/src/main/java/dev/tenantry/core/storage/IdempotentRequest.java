package dev.tenantry.core.storage;

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
     * Tells this body from others of the same key. The key, which the table does not have, goes in with it: a body may
     * have personal data, and whoever guesses them could otherwise see whether they are right.
     */
    String bodyHash() {
        return Sha256.hex(key + "\n" + body);
    }
}
