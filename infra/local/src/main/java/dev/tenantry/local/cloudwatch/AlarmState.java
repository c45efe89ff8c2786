package dev.tenantry.local.cloudwatch;

/** The state of an alarm. */
public enum AlarmState {
    /** The metric is within the threshold. */
    OK,
    /** It is not. */
    ALARM,
    /** Nothing is known. */
    INSUFFICIENT_DATA
}
