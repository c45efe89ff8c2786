/**
 * AWS Lambda for the functions of a template: code loaded as Lambda's Java runtime loads it, execution environments,
 * timeouts, errors and asynchronous invocation.
 */
package dev.tenantry.local.lambda;
