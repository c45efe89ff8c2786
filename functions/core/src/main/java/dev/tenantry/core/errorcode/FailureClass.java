package dev.tenantry.core.errorcode;

/** Class of the failure that a code becomes when it answers a request. */
public enum FailureClass {
    /** Twilio did not act on the request, so it may simply be tried again. */
    NOT_PROCESSED("not-processed"),
    /** Twilio may or may not have acted on the request, so the resource is looked up first. */
    UNKNOWN_OUTCOME("unknown-outcome"),
    /** Another phone number has to be chosen. */
    TRY_ANOTHER("try-another"),
    /** A person has to act. */
    NEEDS_HUMAN("needs-human"),
    /** Repeating cannot help. */
    PERMANENT("permanent");

    private final String word;

    FailureClass(String word) {
        this.word = word;
    }

    /** The name in the API. */
    public String word() {
        return word;
    }
}
