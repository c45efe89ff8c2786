package dev.tenantry.stepfunctions.asl;

/**
 * One finding about a definition, as ValidateStateMachineDefinition reports it.
 *
 * @param severity ERROR refuses the definition, WARNING does not
 * @param code AWS's code, such as {@code SCHEMA_VALIDATION_FAILED}
 * @param message what is wrong, in words
 * @param location a path into the definition, such as {@code /States/First/Next}; empty when AWS gives none
 */
public record Diagnostic(Severity severity, String code, String message, String location) {
    /** Whether the finding makes AWS refuse the definition. */
    public enum Severity {
        ERROR,
        WARNING
    }
}
