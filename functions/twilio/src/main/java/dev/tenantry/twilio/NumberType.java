package dev.tenantry.twilio;

/** The kinds of phone number that can be searched for ("AvailablePhoneNumbers resource"). */
public enum NumberType {
    /** Belongs to a town or area. */
    LOCAL,
    /** Free for the caller. */
    TOLL_FREE,
    /** Of a mobile network; Twilio has none in the US and Canada. */
    MOBILE
}
