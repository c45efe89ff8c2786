package dev.tenantry.twilio.numbers;

/** The address that a number's country wants to see before the number is sold ("AvailablePhoneNumber resource"). */
public enum AddressRequirement {
    /** Any address in the world. */
    ANY,
    /** An address in the number's country. */
    LOCAL,
    /** An address outside the number's country. */
    FOREIGN
}
