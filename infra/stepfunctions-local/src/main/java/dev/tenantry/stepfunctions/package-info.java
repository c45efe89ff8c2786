/**
 * AWS Step Functions on the JVM: the Amazon States Language (JSONata dialect) behind the real API.
 * {@link dev.tenantry.stepfunctions.StepFunctions} is the engine in process,
 * {@link dev.tenantry.stepfunctions.StepFunctionsServer} the same over HTTP. Its interface includes the packages
 * {@code clock}, {@code lambda} and {@code protocol}; all other packages below this one are internal.
 */
package dev.tenantry.stepfunctions;
