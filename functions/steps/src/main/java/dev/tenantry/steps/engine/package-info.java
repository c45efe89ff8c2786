/**
 * The engine of the steps: {@link dev.tenantry.steps.engine.StepRunner} runs a step's work and reports it to the job,
 * and {@link dev.tenantry.steps.engine.ExactlyOnce} keeps anything from being created twice. Neither knows any kind of
 * resource.
 */
package dev.tenantry.steps.engine;
