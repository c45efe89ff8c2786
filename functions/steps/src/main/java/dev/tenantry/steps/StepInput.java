package dev.tenantry.steps;

import java.beans.ConstructorProperties;

/**
 * What a state of the state machine hands to its function.
 *
 * @param jobId the job that the execution works for
 * @param execution the execution's name; null in an execution that began before its definition said so
 * @param redriveCount how often it has been redriven
 */
public record StepInput(String jobId, String execution, int redriveCount) {
    /**
     * The annotation is for Lambda's runtime: since its serialization library's version 1.2.0 it takes no constructor
     * for one that reads JSON unless it is told so, a record's neither.
     */
    @ConstructorProperties({"jobId", "execution", "redriveCount"})
    public StepInput {}
}
