package dev.tenantry.stepfunctions.expression;

/**
 * An expression that cannot be compiled, or whose evaluation failed. The message starts with JSONata's error code where
 * there is one.
 */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    ExpressionException(String message) {
        super(message);
    }

    ExpressionException(String message, Throwable cause) {
        super(message, cause);
    }
}
