package dev.tenantry.steps.engine;

import java.beans.ConstructorProperties;

/**
 * The input that a state of a state machine passes to its function.
 *
 * @param jobId the job that the execution works for
 * @param execution the execution's name
 * @param redriveCount how often it has been redriven
 */
public record StepInput(String jobId, String execution, int redriveCount) {
    /**
     * The annotation is for Lambda's runtime: since version 1.2.0, its serialization library uses a constructor to read
     * JSON only if the constructor is annotated, even a record's.
     */
    @ConstructorProperties({"jobId", "execution", "redriveCount"})
    public StepInput {}
}
