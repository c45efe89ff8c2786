package dev.tenantry.twilio.simulator.a2p;

/** Status of a campaign (Twilio docs: UsAppToPerson resource). */
enum CampaignStatus {
    /** Submitted. */
    PENDING,
    /** In review. */
    IN_PROGRESS,
    /** Approved by all carriers. */
    VERIFIED,
    /** Rejected; it may be updated. */
    FAILED,
    /** Approved once, and stopped since (Twilio docs: error 30990). Nothing tells of it but the resource. */
    SUSPENDED
}
