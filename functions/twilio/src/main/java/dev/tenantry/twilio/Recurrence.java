package dev.tenantry.twilio;

/** How often a usage trigger starts to count anew; it fires at most once in each period (UTC). */
public enum Recurrence {
    /** Every day. */
    DAILY,
    /** Every month. */
    MONTHLY,
    /** Every year. */
    YEARLY
}
