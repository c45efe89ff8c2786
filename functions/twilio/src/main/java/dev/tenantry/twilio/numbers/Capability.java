package dev.tenantry.twilio.numbers;

/** Use that a phone number is capable of. */
public enum Capability {
    /** Calls. */
    VOICE,
    /** Text messages. */
    SMS,
    /** Messages with media. */
    MMS
}
