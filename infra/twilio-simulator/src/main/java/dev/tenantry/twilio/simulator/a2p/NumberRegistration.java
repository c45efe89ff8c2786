package dev.tenantry.twilio.simulator.a2p;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;

/**
 * The registration of a number for a campaign.
 *
 * @param sid the number
 * @param campaignSid the campaign
 */
record NumberRegistration(
        String sid, String accountSid, String campaignSid, CarrierRegistrations.Status status, Instant dateCreated)
        implements Resource {}
