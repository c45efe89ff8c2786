package dev.tenantry.core.failure;

/** The chosen phone number cannot be had. Choose another one; the same one would fail again. */
public final class TryAnotherException extends ProvisioningFailure {

    private static final long serialVersionUID = 1L;

    /** A failure with these details and no cause in this process. */
    public TryAnotherException(FailureDetails details) {
        this(details, null);
    }

    /** A failure with these details; {@code cause} may be null, and its text must hold no secret either. */
    public TryAnotherException(FailureDetails details, Throwable cause) {
        super(details, cause);
    }
}
