package dev.tenantry.twilio.simulator.trusthub;

import com.fasterxml.jackson.annotation.JsonValue;

/** Status of a Trust Hub bundle (Twilio docs: Customer Profiles resource). */
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

    private final String wireName;

    BundleStatus(String wireName) {
        this.wireName = wireName;
    }

    /** The name in Twilio's API. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Whether the bundle and its parts may be changed. */
    public boolean isEditable() {
        return this == DRAFT || this == TWILIO_REJECTED;
    }
}
