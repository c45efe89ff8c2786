/**
 * The handlers of the steps: one Lambda function for each state of the state machines. A handler names its step and
 * does its work; most steps need no handler of their own, because their resource definitions say all there is to do.
 */
package dev.tenantry.steps;
