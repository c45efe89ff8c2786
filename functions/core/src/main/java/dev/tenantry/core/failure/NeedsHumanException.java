package dev.tenantry.core.failure;

/**
 * A person has to act before the step can succeed: the operator or the customer, as {@link #nextAction()} says. After
 * that the job can be retried.
 */
public final class NeedsHumanException extends ProvisioningFailure {

    private static final long serialVersionUID = 1L;

    /** A failure with these details and no cause in this process. */
    public NeedsHumanException(FailureDetails details) {
        this(details, null);
    }

    /** A failure with these details; {@code cause} may be null, and its text must hold no secret either. */
    public NeedsHumanException(FailureDetails details, Throwable cause) {
        super(details, cause);
    }
}
