/**
 * The steps: one handler a state of the state machine. A handler names its step and does its work;
 * {@link dev.tenantry.steps.StepRunner} tells the job how it goes, and {@link dev.tenantry.steps.ExactlyOnce} sees to
 * it that nothing is created twice.
 */
package dev.tenantry.steps;
