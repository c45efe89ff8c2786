package dev.tenantry.core.failure;

/** A request that cannot succeed as it is, or wrong credentials. Repeating it does not help. */
public final class PermanentFailureException extends ProvisioningFailure {

    private static final long serialVersionUID = 1L;

    /** A failure with these details and no cause in this process. */
    public PermanentFailureException(FailureDetails details) {
        this(details, null);
    }

    /** A failure with these details; {@code cause} may be null, and its text must hold no secret either. */
    public PermanentFailureException(FailureDetails details, Throwable cause) {
        super(details, cause);
    }
}
