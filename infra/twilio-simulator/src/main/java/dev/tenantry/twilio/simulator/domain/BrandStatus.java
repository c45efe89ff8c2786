package dev.tenantry.twilio.simulator.domain;

/** How far a brand is (Twilio docs: BrandRegistrations resource). */
public enum BrandStatus {
    /** Being registered. */
    PENDING,
    /** Registered and verified. */
    APPROVED,
    /** Not verified; it may be updated. */
    FAILED,
    /** A person of the registry looks at it. */
    IN_REVIEW
}
