package dev.tenantry.twilio.simulator.openapi;

/**
 * Something in an exchange that its document does not allow.
 *
 * @param pointer the value's JSON Pointer, array indexes as {@code *}
 * @param problem what is wrong
 */
public record Finding(String pointer, String problem) {
    /** Indexes become stars. */
    public Finding {
        pointer = pointer.replaceAll("/\\d+(?=/|$)", "/*");
    }
}
