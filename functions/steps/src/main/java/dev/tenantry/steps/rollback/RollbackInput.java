package dev.tenantry.steps.rollback;

import java.beans.ConstructorProperties;

/**
 * The input that a state of the rollback passes to its function.
 *
 * @param jobId the job that the execution works for
 * @param step the id of the step that the state rolls back
 * @param execution the execution's name
 * @param redriveCount how often it has been redriven
 */
public record RollbackInput(String jobId, String step, String execution, int redriveCount) {
    /** The annotation is for Lambda's runtime, as {@link dev.tenantry.steps.engine.StepInput}'s is. */
    @ConstructorProperties({"jobId", "step", "execution", "redriveCount"})
    public RollbackInput {}
}
