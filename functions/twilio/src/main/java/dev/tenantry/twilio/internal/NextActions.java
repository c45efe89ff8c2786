package dev.tenantry.twilio.internal;

/** Advice on who has to do what after a failure, where no code of Twilio's says it. */
public final class NextActions {

    /** The advice when only Twilio can help. */
    public static final String ASK_SUPPORT = "Operator: ask Twilio's support, then retry the job.";

    private NextActions() {}
}
