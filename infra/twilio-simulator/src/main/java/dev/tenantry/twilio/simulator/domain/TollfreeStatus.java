package dev.tenantry.twilio.simulator.domain;

/** How far a toll-free verification is (Twilio docs: Tollfree Verification resource). */
public enum TollfreeStatus {
    /** Submitted. */
    PENDING_REVIEW,
    /** In review. */
    IN_REVIEW,
    /** Approved. */
    TWILIO_APPROVED,
    /** Rejected; it may be updated if that is allowed. */
    TWILIO_REJECTED
}
