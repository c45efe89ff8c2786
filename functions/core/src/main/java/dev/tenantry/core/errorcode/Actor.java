package dev.tenantry.core.errorcode;

/** Actor: who has to act on a code. */
public enum Actor {
    /** The operator of this system. */
    OPERATOR("operator", "the operator", "Operator"),
    /** The organisation's business, the operator's customer. */
    CUSTOMER("customer", "the business", "Customer"),
    /** Twilio's support, which the operator asks. */
    TWILIO_SUPPORT("twilio-support", "Twilio's support", "Operator"),
    /** The carriers or their registry, for whom one waits. */
    REGISTRY("registry", "the registry or a carrier", "Nobody needs to act"),
    /** Nobody. */
    NOBODY("nobody", "nobody", "Nobody needs to act");

    private final String word;
    private final String displayName;
    private final String label;

    Actor(String word, String displayName, String label) {
        this.word = word;
        this.displayName = displayName;
        this.label = label;
    }

    /** The name in the API. */
    public String word() {
        return word;
    }

    /** The name for people; within a sentence. */
    public String displayName() {
        return displayName;
    }

    /** The beginning of advice for the person who has to take the next step. */
    String label() {
        return label;
    }
}
