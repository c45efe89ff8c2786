package dev.tenantry.core.notice;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * The id of a notice: {@code ntc_} and a ULID, so that ids sort by the time of what they tell.
 *
 * @param value e.g. {@code ntc_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E}
 */
public record NoticeId(String value) {
    private static final Pattern VALID = Pattern.compile("ntc_[0-7][0-9A-HJKMNP-TV-Z]{25}");

    /** @throws IllegalArgumentException when the value is not one that {@link #isValid} accepts */
    public NoticeId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("A notice's id is ntc_ and 26 characters of Crockford's base 32");
        }
    }

    /** A new id, unlike every other. */
    public static NoticeId next(Instant at) {
        return new NoticeId("ntc_" + UlidCreator.getUlid(at.toEpochMilli()));
    }

    /**
     * The id that follows from what the notice tells: a call that comes twice makes one notice of it.
     *
     * @param at when it happened, as the caller tells it: the same each time
     * @param cause what tells it from everything else of this organisation, e.g. the id that the caller gave the event
     */
    public static NoticeId of(Instant at, String cause) {
        return new NoticeId("ntc_" + UlidCreator.getHashUlid(at.toEpochMilli(), cause));
    }

    /** Whether this text can be a notice's id. */
    public static boolean isValid(String value) {
        return VALID.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
