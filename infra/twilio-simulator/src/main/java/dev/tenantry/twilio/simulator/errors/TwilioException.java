package dev.tenantry.twilio.simulator.errors;

/** Twilio refuses the request; nothing has been changed. */
public final class TwilioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /**
     * A refusal.
     *
     * @param code what is wrong
     * @param message the sentence for the developer
     */
    public TwilioException(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** What is wrong. */
    public ErrorCode code() {
        return code;
    }
}
