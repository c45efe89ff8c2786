package dev.tenantry.steps;

import java.beans.ConstructorProperties;

/**
 * What a state that waits for a review hands to its function.
 *
 * @param jobId the job that the execution works for
 * @param execution the execution's name
 * @param redriveCount how often it has been redriven
 * @param taskToken what the execution is told the end of the wait by
 */
public record ReviewInput(String jobId, String execution, int redriveCount, String taskToken) {
    /** The annotation is for Lambda's runtime, as {@link StepInput}'s is. */
    @ConstructorProperties({"jobId", "execution", "redriveCount", "taskToken"})
    public ReviewInput {}

    /** What any state hands to its function. */
    StepInput toStepInput() {
        return new StepInput(jobId, execution, redriveCount);
    }

    /** Without the token, which is nobody's business but Step Functions'. */
    @Override
    public String toString() {
        return "ReviewInput[" + jobId + "]";
    }
}
