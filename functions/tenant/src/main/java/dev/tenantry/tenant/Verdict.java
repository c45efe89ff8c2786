package dev.tenantry.tenant;

import dev.tenantry.twilio.failure.NeedsHumanException;

/** What has come, as yet, of the reviews that a step waits for. */
public sealed interface Verdict {
    /** They are not all decided, and none is against it. */
    record Open() implements Verdict {}

    /**
     * All that the step needs is approved.
     *
     * @param message what is, for people
     */
    record Approved(String message) implements Verdict {}

    /**
     * One was decided against it, or cannot come to an end.
     *
     * @param failure what the step fails with: the reviewers' reasons in words, and what has to be mended
     */
    record Refused(NeedsHumanException failure) implements Verdict {}
}
