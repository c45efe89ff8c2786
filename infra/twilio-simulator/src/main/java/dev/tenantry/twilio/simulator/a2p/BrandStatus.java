package dev.tenantry.twilio.simulator.a2p;

/** Status of a brand (Twilio docs: BrandRegistrations resource). */
enum BrandStatus {
    /** Being registered. */
    PENDING,
    /** Registered and verified. */
    APPROVED,
    /** Not verified; it may be updated. */
    FAILED,
    /** A person of the registry looks at it. */
    IN_REVIEW
}
