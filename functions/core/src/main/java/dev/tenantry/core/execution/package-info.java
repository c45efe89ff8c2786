/**
 * The Step Functions executions behind the jobs: how they are started, redriven and stopped, and how a job ends whose
 * execution has closed.
 */
package dev.tenantry.core.execution;
