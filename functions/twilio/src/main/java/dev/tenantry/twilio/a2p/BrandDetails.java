package dev.tenantry.twilio.a2p;

import java.util.Objects;

/**
 * Data of a brand to register ("BrandRegistrations resource").
 *
 * @param customerProfileSid the customer profile, {@code BU…}
 * @param trustProductSid the A2P trust product, {@code BU…}
 * @param type who it is
 * @param skipSecondaryVetting whether to do without the vetting that gives more throughput, and costs more
 * @param mock whether it is for tests only: free, not vetted, and gone after 30 days
 */
public record BrandDetails(
        String customerProfileSid, String trustProductSid, Type type, boolean skipSecondaryVetting, boolean mock) {

    /** Refuses nulls. */
    public BrandDetails {
        Objects.requireNonNull(customerProfileSid, "customerProfileSid");
        Objects.requireNonNull(trustProductSid, "trustProductSid");
        Objects.requireNonNull(type, "type");
    }

    /** The type of a brand; Twilio's words. */
    public enum Type {
        /** A business with a tax number. */
        STANDARD,
        /** A person without one, who confirms by a code on the phone. */
        SOLE_PROPRIETOR
    }
}
