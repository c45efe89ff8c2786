package dev.tenantry.local.template.evaluation;

/** Thrown when a template cannot be run; the message says what is wrong and on which line. */
public class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what is wrong
     * @param line the line in the template, counted from 1
     */
    public TemplateException(String message, int line) {
        super(message + " (line " + line + ")");
    }
}
