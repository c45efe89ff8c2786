package dev.tenantry.stepfunctions.interpreter;

import java.util.Optional;

/**
 * A field of a state could not be evaluated. Carries the sentence that AWS puts into the cause after the state's name.
 */
final class EvaluationFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String location;
    private final boolean afterEntry;

    EvaluationFailure(String location, String message) {
        this(location, message, false);
    }

    EvaluationFailure(String location, String message, boolean afterEntry) {
        super(message);
        this.location = location;
        this.afterEntry = afterEntry;
    }

    /** The field, such as {@code Output/total}; empty when AWS names none. */
    Optional<String> location() {
        return Optional.ofNullable(location);
    }

    /**
     * Whether the failure came from using a value rather than from evaluating it; it then follows the entered event in
     * the history.
     */
    boolean afterEntry() {
        return afterEntry;
    }
}
