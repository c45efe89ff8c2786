package dev.tenantry.twilio.tollfree;

import dev.tenantry.twilio.review.ReviewStatus;
import java.util.Objects;
import java.util.Optional;

/**
 * The verification of a toll-free number ("Tollfree Verification resource").
 *
 * @param sid {@code HH…}
 * @param numberSid {@code PN…}
 * @param externalReferenceId by which it can be found again
 * @param status how far its review is; some of what was rejected cannot be corrected
 */
public record NumberVerification(
        String sid, String numberSid, Optional<String> externalReferenceId, ReviewStatus status) {

    /** Refuses nulls. */
    public NumberVerification {
        Objects.requireNonNull(sid, "sid");
        Objects.requireNonNull(numberSid, "numberSid");
        Objects.requireNonNull(externalReferenceId, "externalReferenceId");
        Objects.requireNonNull(status, "status");
    }
}
