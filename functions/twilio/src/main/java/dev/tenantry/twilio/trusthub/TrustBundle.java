package dev.tenantry.twilio.trusthub;

import dev.tenantry.core.errorcode.RejectionAdvice.Correction;
import dev.tenantry.twilio.review.Rejection;
import dev.tenantry.twilio.review.ReviewStatus;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A customer profile or trust product: end users and documents that are reviewed together ("Trust Hub: Customer
 * Profiles resource", "Trust Products resource").
 *
 * @param sid {@code BU…}
 * @param friendlyName the name it was created with; Twilio does not keep names unique
 * @param policySid what it has to consist of, {@code RN…}
 * @param statusCallback what Twilio calls when its status changes
 * @param status how far its review is
 */
public record TrustBundle(
        String sid, String friendlyName, String policySid, Optional<URI> statusCallback, ReviewStatus status) {

    /** Refuses nulls. */
    public TrustBundle {
        Objects.requireNonNull(sid, "sid");
        Objects.requireNonNull(friendlyName, "friendlyName");
        Objects.requireNonNull(policySid, "policySid");
        Objects.requireNonNull(statusCallback, "statusCallback");
        Objects.requireNonNull(status, "status");
    }

    /**
     * The status of a bundle.
     *
     * @param word Twilio's
     */
    static ReviewStatus status(String word, List<Object> errors) {
        return switch (word) {
            case "draft" -> new ReviewStatus.Draft();
            case "pending-review" -> new ReviewStatus.Open(false);
            case "in-review" -> new ReviewStatus.Open(true);
            case "twilio-approved" -> new ReviewStatus.Approved();
            case "twilio-rejected" -> new ReviewStatus.Rejected(Rejection.of(errors), Correction.TAKEN);
            default -> throw new IllegalArgumentException("Twilio has a new status of bundles: " + word);
        };
    }
}
