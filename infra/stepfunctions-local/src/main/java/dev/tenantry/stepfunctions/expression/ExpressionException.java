package dev.tenantry.stepfunctions.expression;

import java.util.Optional;

/** An expression that cannot be compiled, or whose evaluation failed. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    ExpressionException(String message) {
        this("", message, null);
    }

    /**
     * A failure.
     *
     * @param code JSONata's code, or an empty text where it has none
     */
    ExpressionException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** JSONata's code, such as {@code T1006}. */
    public Optional<String> code() {
        return Optional.of(code).filter(text -> !text.isEmpty());
    }
}
