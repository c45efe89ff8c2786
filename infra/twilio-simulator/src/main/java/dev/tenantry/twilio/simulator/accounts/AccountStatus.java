package dev.tenantry.twilio.simulator.accounts;

/** The states of an account (Twilio docs: REST API: Accounts). */
public enum AccountStatus {
    /** Works. */
    ACTIVE,
    /** Keeps what it has, and may do nothing. */
    SUSPENDED,
    /** Over, for good. */
    CLOSED
}
