package dev.tenantry.core.job;

import com.github.f4b6a3.ulid.UlidCreator;
import java.util.regex.Pattern;

/**
 * The id of a provisioning job: {@code job_} and a ULID, so that ids sort by the time they were made.
 *
 * @param value e.g. {@code job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E}
 */
public record JobId(String value) {
    private static final int LENGTH = 30;
    private static final Pattern VALID = Pattern.compile("job_[0-7][0-9A-HJKMNP-TV-Z]{25}");

    /** @throws IllegalArgumentException when the value is not one that {@link #isValid} accepts */
    public JobId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("A job's id is job_ and 26 characters of Crockford's base 32");
        }
    }

    /** A new id, greater than every id that this process made before. */
    public static JobId next() {
        return new JobId("job_" + UlidCreator.getMonotonicUlid());
    }

    /**
     * The job that an execution works for. An execution's name is its job's id, or begins with it.
     *
     * @throws IllegalArgumentException when the name is not one of ours
     */
    public static JobId ofExecution(String name) {
        return new JobId(name.substring(0, Math.min(name.length(), LENGTH)));
    }

    /** Whether this text can be a job's id. */
    public static boolean isValid(String value) {
        return VALID.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
