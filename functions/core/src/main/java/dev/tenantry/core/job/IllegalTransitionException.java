package dev.tenantry.core.job;

/** Somebody asked for a change of status that would go backwards. The stored status is right; the asker is late. */
public final class IllegalTransitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message which change was refused */
    public IllegalTransitionException(String message) {
        super(message);
    }
}
