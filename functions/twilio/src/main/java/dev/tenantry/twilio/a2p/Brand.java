package dev.tenantry.twilio.a2p;

import dev.tenantry.twilio.review.ReviewStatus;
import java.util.Objects;

/**
 * A brand of A2P 10DLC: a business as the carriers' registry knows it ("BrandRegistrations resource").
 *
 * @param sid {@code BN…}
 * @param customerProfileSid the customer profile, {@code BU…}
 * @param trustProductSid the A2P trust product, {@code BU…}
 * @param status how far its registration is; what was rejected may be corrected, some times
 */
public record Brand(String sid, String customerProfileSid, String trustProductSid, ReviewStatus status) {

    /** Refuses nulls. */
    public Brand {
        Objects.requireNonNull(sid, "sid");
        Objects.requireNonNull(customerProfileSid, "customerProfileSid");
        Objects.requireNonNull(trustProductSid, "trustProductSid");
        Objects.requireNonNull(status, "status");
    }
}
