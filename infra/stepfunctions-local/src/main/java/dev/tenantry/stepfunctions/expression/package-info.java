/**
 * JSONata as AWS Step Functions speaks it: compiled expressions, Step Functions' own functions, and values on their way
 * between JSON and the JSONata library. Internal to the engine.
 */
package dev.tenantry.stepfunctions.expression;
