package dev.tenantry.core.failure;

/**
 * A call that changes something was sent and its outcome is not known: no answer, a dropped connection, a server error,
 * an unreadable answer. Look up whether the resource exists before creating it again, since Twilio's create calls have
 * no idempotency key.
 */
public final class UnknownOutcomeException extends ProvisioningFailure {

    private static final long serialVersionUID = 1L;

    /** A failure with these details and no cause in this process. */
    public UnknownOutcomeException(FailureDetails details) {
        this(details, null);
    }

    /** A failure with these details; {@code cause} may be null, and its text must hold no secret either. */
    public UnknownOutcomeException(FailureDetails details, Throwable cause) {
        super(details, cause);
    }
}
