package dev.tenantry.twilio.simulator.openapi;

/**
 * Something in an exchange that its document does not allow.
 *
 * @param pointer where: the JSON Pointer of a value in the answer, array indexes as {@code *}; or such as {@code query
 *     PageSize} or {@code form /FriendlyName}
 * @param problem what is wrong
 */
public record Finding(String pointer, String problem) {
    private static final String UNLISTED = "is missing";

    /** Indexes become stars. */
    public Finding {
        pointer = pointer.replaceAll("/\\d+(?=/|$)", "/*");
    }

    /** An object lacks a property that its schema lists, though it does not require it. */
    static Finding unlisted(String pointer) {
        return new Finding(pointer, UNLISTED);
    }

    boolean isUnlisted() {
        return problem.equals(UNLISTED);
    }

    /** The same of a value within something else. */
    Finding under(String place) {
        return new Finding((place + " " + pointer).stripTrailing(), problem);
    }

    @Override
    public String toString() {
        return (pointer + " " + problem).strip();
    }
}
