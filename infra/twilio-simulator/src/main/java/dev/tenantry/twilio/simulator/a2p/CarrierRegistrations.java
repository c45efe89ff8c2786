package dev.tenantry.twilio.simulator.a2p;

import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumber;

/** How far the carriers have registered numbers for campaigns. Twilio's API shows it nowhere. */
public interface CarrierRegistrations {
    /** How far the registration of a number is. */
    enum Status {
        /** It is in no verified campaign, in a mock one, or could not be registered. */
        UNREGISTERED,
        /** It is being registered. */
        PENDING,
        /** It is registered. */
        REGISTERED,
        /** Its campaign is suspended. */
        SUSPENDED
    }

    /** The status of a number, now. Use it inside a transaction. */
    Status of(IncomingPhoneNumber number);
}
