package dev.tenantry.twilio;

/** What a phone number can be used for. */
public enum Capability {
    /** Calls. */
    VOICE,
    /** Text messages. */
    SMS,
    /** Messages with media. */
    MMS
}
