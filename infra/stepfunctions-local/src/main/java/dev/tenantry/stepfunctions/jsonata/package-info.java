/**
 * JSONata 2 in the dialect of Step Functions: a parser, an evaluator, and its functions, all within limits of steps,
 * nesting and memory. It knows nothing of state machines.
 */
package dev.tenantry.stepfunctions.jsonata;
