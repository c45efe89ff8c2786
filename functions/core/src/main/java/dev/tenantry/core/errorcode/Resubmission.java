package dev.tenantry.core.errorcode;

/** Answer to whether a registration that was rejected with a code may be submitted again; the strictest comes last. */
public enum Resubmission {
    /** Twilio takes a correction. */
    ALLOWED("yes"),
    /** Twilio does not say, so only a person who has found out may have it submitted. */
    UNKNOWN("unknown"),
    /** Twilio takes no correction; another registration may be approved. */
    NEW_REGISTRATION("new-registration"),
    /** Twilio calls the rejection final. */
    FINAL("no");

    private final String word;

    Resubmission(String word) {
        this.word = word;
    }

    /** The name in the API. */
    public String word() {
        return word;
    }
}
