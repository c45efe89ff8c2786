package dev.tenantry.twilio.a2p;

import dev.tenantry.twilio.review.ReviewStatus;
import java.util.Objects;
import java.util.Optional;

/**
 * A campaign of A2P 10DLC: what a messaging service sends ("UsAppToPerson resource"). Events call it by another SID,
 * {@code CM…}, so they are told apart by their messaging service.
 *
 * @param sid {@code QE…}
 * @param messagingServiceSid {@code MG…}
 * @param brandSid whose it is, {@code BN…}
 * @param useCase what it is for, such as {@code CUSTOMER_CARE}, which stays as it was submitted; empty when Twilio does
 *     not say
 * @param status how far its review is; what was rejected may be corrected
 */
public record Campaign(
        String sid, String messagingServiceSid, String brandSid, Optional<String> useCase, ReviewStatus status) {

    /** Refuses nulls. */
    public Campaign {
        Objects.requireNonNull(sid, "sid");
        Objects.requireNonNull(messagingServiceSid, "messagingServiceSid");
        Objects.requireNonNull(brandSid, "brandSid");
        Objects.requireNonNull(useCase, "useCase");
        Objects.requireNonNull(status, "status");
    }
}
