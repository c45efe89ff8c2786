package dev.tenantry.core.readiness;

import dev.tenantry.core.catalog.ReviewAuthority;
import dev.tenantry.core.errorcode.ErrorCode;
import java.time.Instant;
import java.util.Optional;

/** How far the registration of a brand, of a campaign or of a toll-free number is. */
public sealed interface Registration {
    /** Nobody has asked for it. */
    record Missing() implements Registration {}

    /** A job is on its way to it. */
    record Ahead() implements Registration {}

    /**
     * Its reviewers have it.
     *
     * @param authority who they are
     * @param since since when
     */
    record InReview(ReviewAuthority authority, Instant since) implements Registration {}

    /**
     * It is approved.
     *
     * @param since since when
     */
    record Approved(Instant since) implements Registration {}

    /**
     * It was rejected, or the job ended without it.
     *
     * @param message what happened
     * @param nextAction who has to do what
     * @param code the code of Twilio's with which it was rejected, if there is one
     */
    record Failed(String message, String nextAction, Optional<ErrorCode> code) implements Registration {}

    /** It was approved, and Twilio has suspended it since. */
    record Suspended() implements Registration {}

    /** It is one for tests, by which nothing is sent ("Create Mock US A2P 10DLC Brands and Campaigns"). */
    record Mock() implements Registration {}
}
