package dev.tenantry.stepfunctions.expression;

import dev.tenantry.stepfunctions.jsonata.JsonataException;

/** An expression that cannot be compiled, or whose evaluation failed. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    private ExpressionException(String message, String sentence, Throwable cause) {
        super(message, cause);
        this.sentence = sentence;
    }

    static ExpressionException of(JsonataException cause) {
        String code = cause.code().map(text -> ". " + text).orElse("");
        return new ExpressionException(
                cause.getMessage(), "threw an error during evaluation" + code + ": " + cause.getMessage(), cause);
    }

    static ExpressionException of(String message, Throwable cause) {
        return new ExpressionException(message, "threw an error during evaluation: " + message, cause);
    }

    /** A failure that JSONata has no words for. */
    static ExpressionException internal(Throwable cause) {
        return new ExpressionException(
                String.valueOf(cause.getMessage()), "threw an internal error during evaluation.", cause);
    }

    /** A result that is not JSON, such as a function. */
    static ExpressionException unsupported() {
        return new ExpressionException("not a JSON value", "returned an unsupported result type.", null);
    }

    /** The rest of AWS's sentence after the expression and the field: {@code threw an error during evaluation…}. */
    public String sentence() {
        return sentence;
    }
}
