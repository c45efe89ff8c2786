package dev.tenantry.twilio.simulator.a2p;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;
import java.util.List;

/**
 * A brand of A2P 10DLC (Twilio docs: BrandRegistrations resource, whose property names these are).
 *
 * @param updates how often it has been updated; Twilio does not show it
 */
record BrandRegistration(
        String sid,
        String accountSid,
        String customerProfileBundleSid,
        String a2pProfileBundleSid,
        String brandType,
        BrandStatus status,
        String tcrId,
        String failureReason,
        List<RegistrationError> errors,
        Integer brandScore,
        List<String> brandFeedback,
        String identityStatus,
        @JsonProperty("russell_3000") boolean russell3000,
        boolean governmentEntity,
        String taxExemptStatus,
        boolean skipAutomaticSecVet,
        boolean mock,
        int updates,
        Instant dateCreated,
        Instant dateUpdated)
        implements Resource {
    /** A new brand is pending and unverified. */
    BrandRegistration {
        status = status == null ? BrandStatus.PENDING : status;
        errors = errors == null ? List.of() : List.copyOf(errors);
        brandFeedback = brandFeedback == null ? List.of() : List.copyOf(brandFeedback);
        identityStatus = identityStatus == null ? "UNVERIFIED" : identityStatus;
    }

    /** The same with another status, as its review proceeds. */
    BrandRegistration with(BrandStatus next, Instant now) {
        return changed(next, null, List.of(), identityStatus, updates, now);
    }

    /** The same, approved: its identity is verified. */
    BrandRegistration approved(Instant now) {
        return changed(BrandStatus.APPROVED, null, List.of(), "VERIFIED", updates, now);
    }

    /** The same, failed for this reason. */
    BrandRegistration failed(RegistrationError error, Instant now) {
        return changed(BrandStatus.FAILED, error.description(), List.of(error), "UNVERIFIED", updates, now);
    }

    /** The same, submitted once more. */
    BrandRegistration resubmitted(Instant now) {
        return changed(BrandStatus.PENDING, null, List.of(), "UNVERIFIED", updates + 1, now);
    }

    private BrandRegistration changed(
            BrandStatus nextStatus,
            String reason,
            List<RegistrationError> reasons,
            String identity,
            int updateCount,
            Instant now) {
        return new BrandRegistration(
                sid,
                accountSid,
                customerProfileBundleSid,
                a2pProfileBundleSid,
                brandType,
                nextStatus,
                tcrId,
                reason,
                reasons,
                brandScore,
                brandFeedback,
                identity,
                russell3000,
                governmentEntity,
                taxExemptStatus,
                skipAutomaticSecVet,
                mock,
                updateCount,
                dateCreated,
                now);
    }
}
