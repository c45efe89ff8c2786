package dev.tenantry.twilio.simulator.messaging;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;

/**
 * A phone number in the sender pool of a messaging service (Twilio docs: PhoneNumber resource of a Service).
 *
 * @param sid the phone number's SID
 * @param serviceSid the messaging service
 */
public record SenderPoolNumber(
        String sid, String accountSid, String serviceSid, Instant dateCreated, Instant dateUpdated)
        implements Resource {
    @Override
    public String parentSid() {
        return serviceSid;
    }
}
