package dev.tenantry.core.catalog;

/** Authority that reviews a registration, and the usual duration of its reviews by Twilio's own guides. */
public enum ReviewAuthority {
    /** Reviews customer profiles and trust products. */
    TWILIO("Twilio's reviewers", "1 to 3 days"),
    /** Reviews brands. */
    REGISTRY("the carriers' registry", "minutes to days"),
    /** Review campaigns. */
    CARRIERS("the carriers' reviewers", "10 to 15 business days"),
    /** Reviews toll-free numbers. */
    TOLL_FREE("Twilio's toll-free reviewers", "3 to 5 business days");

    private final String displayName;
    private final String usualDuration;

    ReviewAuthority(String displayName, String usualDuration) {
        this.displayName = displayName;
        this.usualDuration = usualDuration;
    }

    /** The name for people, e.g. {@code Twilio's reviewers}; within a sentence. */
    public String displayName() {
        return displayName;
    }

    /** The usual duration of a review, for people, e.g. {@code 1 to 3 days}. */
    public String usualDuration() {
        return usualDuration;
    }
}
