package dev.tenantry.core.plan;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The id of a stored {@link BusinessProfile}. It is random, so that it reveals nothing of the profile; a changed
 * profile gets another id.
 *
 * @param value {@code biz_} and 32 hexadecimal digits
 */
public record BusinessId(String value) {
    private static final Pattern PATTERN = Pattern.compile("biz_[0-9a-f]{32}");
    private static final int BYTES = 16;

    /** @throws IllegalArgumentException when it is no such id */
    public BusinessId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("No id of a business: " + value);
        }
    }

    /** Whether this could be one. */
    public static boolean isValid(String value) {
        return PATTERN.matcher(value).matches();
    }

    /** A new one. */
    public static BusinessId next() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new BusinessId("biz_" + HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
