package dev.tenantry.steps.engine;

/**
 * The output that a function returns to its state, for people who look at the execution.
 *
 * @param message the step's message
 */
public record StepOutput(String message) {}
