package dev.tenantry.core.audit;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * The id of an audit record: {@code aud_} and a ULID, so that ids sort by the time of the request.
 *
 * @param value e.g. {@code aud_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E}
 */
public record AuditId(String value) {
    private static final Pattern VALID = Pattern.compile("aud_[0-7][0-9A-HJKMNP-TV-Z]{25}");

    /** @throws IllegalArgumentException when the value is not one that {@link #isValid} accepts */
    public AuditId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("An audit record's id is aud_ and 26 characters of Crockford's base 32");
        }
    }

    /** A new id, unlike every other. */
    public static AuditId next(Instant at) {
        return new AuditId("aud_" + UlidCreator.getUlid(at.toEpochMilli()));
    }

    /** Whether this text can be an audit record's id. */
    public static boolean isValid(String value) {
        return VALID.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
