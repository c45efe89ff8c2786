package dev.tenantry.core.failure;

/**
 * Nothing happened, so the same call may be repeated as it is: Twilio refused it for load (429), no connection came
 * about, or it was a read.
 */
public final class NotProcessedException extends ProvisioningFailure {

    private static final long serialVersionUID = 1L;

    /** A failure with these details and no cause in this process. */
    public NotProcessedException(FailureDetails details) {
        this(details, null);
    }

    /** A failure with these details; {@code cause} may be null, and its text must hold no secret either. */
    public NotProcessedException(FailureDetails details, Throwable cause) {
        super(details, cause);
    }
}
