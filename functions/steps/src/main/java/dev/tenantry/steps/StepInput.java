package dev.tenantry.steps;

/**
 * What a state of the state machine hands to its function.
 *
 * @param jobId the job that the execution works for
 */
public record StepInput(String jobId) {}
