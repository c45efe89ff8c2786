package dev.tenantry.cli.api;

/**
 * Progress of a job, in finished steps.
 *
 * @param percent 0 to 100
 * @param completedSteps steps that are complete or left out
 * @param totalSteps all steps
 */
public record Progress(int percent, int completedSteps, int totalSteps) {}
