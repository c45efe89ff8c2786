package dev.tenantry.twilio.simulator.tollfree;

/** Status of a toll-free verification (Twilio docs: Tollfree Verification resource). */
enum TollfreeStatus {
    /** Submitted. */
    PENDING_REVIEW,
    /** In review. */
    IN_REVIEW,
    /** Approved. */
    TWILIO_APPROVED,
    /** Rejected; it may be updated if that is allowed. */
    TWILIO_REJECTED
}
