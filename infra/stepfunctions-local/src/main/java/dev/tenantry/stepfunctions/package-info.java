/**
 * AWS Step Functions on the JVM: the Amazon States Language (JSONata dialect) behind the real API.
 * {@link dev.tenantry.stepfunctions.StepFunctions} is the engine in process,
 * {@link dev.tenantry.stepfunctions.StepFunctionsServer} the same over HTTP. Functions are called through a
 * {@link dev.tenantry.stepfunctions.LambdaInvoker}, whose answers hold JSON text, so that they are plain values; time
 * passes as an {@link dev.tenantry.stepfunctions.EngineClock} says. The packages below this one are internal.
 */
package dev.tenantry.stepfunctions;
