package dev.tenantry.core.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A request that its caller may send again, and that then is the same request.
 *
 * @param key what the caller knows the request by, its {@code Idempotency-Key}
 * @param body what it asks for, in a form in which equal bodies are equal texts
 */
public record IdempotentRequest(String key, String body) {

    /** Stands for the key in the table: a key may be of any length, and is its caller's affair. */
    String keyHash() {
        return sha256(key);
    }

    /**
     * Tells this body from others of the same key. The key, which the table does not have, goes in with it: a body may
     * have personal data, and whoever guesses them could otherwise see whether they are right.
     */
    String bodyHash() {
        return sha256(key + "\n" + body);
    }

    private static String sha256(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
