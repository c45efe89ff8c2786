package dev.tenantry.twilio.simulator.domain;

import com.fasterxml.jackson.annotation.JsonValue;

/** How far a bundle of Trust Hub is (Twilio docs: Customer Profiles resource). */
public enum BundleStatus {
    /** Not submitted. */
    DRAFT("draft"),
    /** Submitted. */
    PENDING_REVIEW("pending-review"),
    /** A person looks at it. */
    IN_REVIEW("in-review"),
    /** Rejected; it may be changed and submitted again. */
    TWILIO_REJECTED("twilio-rejected"),
    /** Approved. */
    TWILIO_APPROVED("twilio-approved");

    private final String word;

    BundleStatus(String word) {
        this.word = word;
    }

    /** Twilio's word. */
    @JsonValue
    public String word() {
        return word;
    }

    /** Whether the bundle and its parts may be changed. */
    public boolean isEditable() {
        return this == DRAFT || this == TWILIO_REJECTED;
    }
}
