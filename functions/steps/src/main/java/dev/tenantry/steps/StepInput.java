package dev.tenantry.steps;

import java.beans.ConstructorProperties;

/**
 * What a state of the state machine hands to its function.
 *
 * @param jobId the job that the execution works for
 */
public record StepInput(String jobId) {
    /**
     * The annotation is for Lambda's runtime: since its serialization library's version 1.2.0 it takes no constructor
     * for one that reads JSON unless it is told so, a record's neither.
     */
    @ConstructorProperties("jobId")
    public StepInput {}
}
