package dev.tenantry.local.iam;

/** Thrown for a request of which it is not known what it does, because functions are not known to send such ones. */
final class UnknownAccessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param request what was sent, in short */
    UnknownAccessException(String request) {
        super(request);
    }
}
