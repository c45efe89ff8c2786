package dev.tenantry.local.lambda;

/** Thrown when an event is not JSON of the type that the handler takes. */
final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableEventException(RuntimeException cause) {
        super("An error occurred during JSON parsing", cause);
    }
}
