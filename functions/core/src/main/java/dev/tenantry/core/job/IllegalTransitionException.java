package dev.tenantry.core.job;

/** A change of a job that its status does not allow. The stored status is right; the request for the change is late. */
public final class IllegalTransitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message which change was refused */
    public IllegalTransitionException(String message) {
        super(message);
    }
}
