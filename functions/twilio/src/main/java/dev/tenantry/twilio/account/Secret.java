package dev.tenantry.twilio.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * A text that must not be shown: an auth token, an API key's secret.
 *
 * <p>A class and not a record, and {@link #reveal()} not a getter, so that neither {@code toString} nor a JSON mapper
 * writes it by accident.
 */
public final class Secret {

    private final String value;

    /** Wraps {@code value}, which must not be blank. */
    public Secret(String value) {
        if (Objects.requireNonNull(value, "value").isBlank()) {
            throw new IllegalArgumentException("A secret must not be blank");
        }
        this.value = value;
    }

    /** The secret itself: for the call that needs it, never for a log, a message or a stored item in the clear. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Always {@code ***}. */
    @Override
    public String toString() {
        return "***";
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
