package dev.tenantry.stepfunctions.interpreter;

/** The status of an execution, as DescribeExecution shows it. */
public enum ExecutionStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    ABORTED
}
