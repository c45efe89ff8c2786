package dev.tenantry.twilio.usage;

/** Period after which a usage trigger counts from zero again; it fires at most once in each period (UTC). */
public enum Recurrence {
    /** Every day. */
    DAILY,
    /** Every month. */
    MONTHLY,
    /** Every year. */
    YEARLY
}
