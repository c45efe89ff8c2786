/**
 * The Step Functions executions behind the jobs: how they are started, redriven and stopped, and what becomes of a job
 * whose execution has closed.
 */
package dev.tenantry.core.execution;
