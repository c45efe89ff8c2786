package dev.tenantry.twilio.simulator.domain;

/** How far a campaign is (Twilio docs: UsAppToPerson resource). */
public enum CampaignStatus {
    /** Submitted. */
    PENDING,
    /** In review. */
    IN_PROGRESS,
    /** Approved by all carriers. */
    VERIFIED,
    /** Rejected; it may be updated. */
    FAILED
}
