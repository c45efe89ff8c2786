package dev.tenantry.steps;

/**
 * What a function hands back to its state, for people who look at the execution.
 *
 * @param message what came of the step
 */
public record StepOutput(String message) {}
