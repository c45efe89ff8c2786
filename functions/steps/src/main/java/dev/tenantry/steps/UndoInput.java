package dev.tenantry.steps;

import java.beans.ConstructorProperties;

/**
 * What a state of the rollback hands to its function.
 *
 * @param jobId the job that the execution works for
 * @param step the id of the step that the state undoes
 */
public record UndoInput(String jobId, String step) {
    /** The annotation is for Lambda's runtime, as {@link StepInput}'s is. */
    @ConstructorProperties({"jobId", "step"})
    public UndoInput {}
}
