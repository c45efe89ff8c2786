package dev.tenantry.twilio.simulator.messaging;

import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumber;

/**
 * The A2P campaigns of messaging services, as far as messaging has to know of them. Each method runs in the transaction
 * of the change.
 */
public interface ServiceCampaigns {
    /** Whether a service has a verified campaign. */
    boolean isRegistered(MessagingService service);

    /** A number has been added to a service. */
    void numberAdded(MessagingService service, IncomingPhoneNumber number);

    /** A number has been removed from a service. */
    void numberRemoved(MessagingService service, IncomingPhoneNumber number);

    /** A service is about to be deleted. */
    void serviceDeleted(MessagingService service);
}
