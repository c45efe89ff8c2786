package dev.tenantry.core.readiness;

/** The classes of destination that Twilio and the carriers treat alike. */
public enum Destination {
    /** Text messages to the United States. */
    US_SMS("us-sms"),
    /** Messages with media to the United States. */
    US_MMS("us-mms"),
    /** Text messages to Canada, for which no A2P registration is needed. */
    CANADA_SMS("ca-sms"),
    /** Messages with media to Canada. */
    CANADA_MMS("ca-mms"),
    /** Text messages to all other countries. */
    OTHER_SMS("other-sms"),
    /** Calls. */
    VOICE("voice");

    private final String word;

    Destination(String word) {
        this.word = word;
    }

    /** The name in the API. */
    public String word() {
        return word;
    }

    /** Whether messages to it have media. */
    boolean isMms() {
        return this == US_MMS || this == CANADA_MMS;
    }
}
