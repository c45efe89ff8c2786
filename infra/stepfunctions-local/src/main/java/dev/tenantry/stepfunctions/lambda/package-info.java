/**
 * Invocation of Lambda functions by Task states: the interface to implement, its responses, and an implementation over
 * HTTP. Responses hold JSON text, so that they are plain values.
 */
package dev.tenantry.stepfunctions.lambda;
