package dev.tenantry.core.ledger;

/** Twilio has a resource twice, and the ledger holds the other one. A person must remove one of them. */
public final class LedgerConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message which resource, and the SID that was to be recorded
     * @param cause the refused write
     */
    public LedgerConflictException(String message, Throwable cause) {
        super(message, cause);
    }
}
