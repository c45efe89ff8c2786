package dev.tenantry.steps;

import java.beans.ConstructorProperties;

/**
 * What a state of the rollback hands to its function.
 *
 * @param jobId the job that the execution works for
 * @param step the id of the step that the state undoes
 * @param execution the execution's name; null in an execution that began before its definition said so
 * @param redriveCount how often it has been redriven
 */
public record UndoInput(String jobId, String step, String execution, int redriveCount) {
    /** The annotation is for Lambda's runtime, as {@link StepInput}'s is. */
    @ConstructorProperties({"jobId", "step", "execution", "redriveCount"})
    public UndoInput {}
}
