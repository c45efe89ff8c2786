package dev.tenantry.steps;

import dev.tenantry.steps.engine.StepInput;
import java.beans.ConstructorProperties;

/**
 * The input that a state which waits for a review passes to its function.
 *
 * @param jobId the job that the execution works for
 * @param execution the execution's name
 * @param redriveCount how often it has been redriven
 * @param taskToken the task token that completes the waiting state
 */
public record ReviewInput(String jobId, String execution, int redriveCount, String taskToken) {
    /** The annotation is for Lambda's runtime, as {@link StepInput}'s is. */
    @ConstructorProperties({"jobId", "execution", "redriveCount", "taskToken"})
    public ReviewInput {}

    /** The input without the task token, as any step has it. */
    StepInput toStepInput() {
        return new StepInput(jobId, execution, redriveCount);
    }

    /** Without the token, which only Step Functions may know. */
    @Override
    public String toString() {
        return "ReviewInput[" + jobId + "]";
    }
}
