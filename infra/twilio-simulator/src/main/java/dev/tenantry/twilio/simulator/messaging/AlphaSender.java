package dev.tenantry.twilio.simulator.messaging;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;

/** A name that a messaging service sends from (Twilio docs: AlphaSender resource, whose property names these are). */
record AlphaSender(
        String sid, String accountSid, String serviceSid, String alphaSender, Instant dateCreated, Instant dateUpdated)
        implements Resource {
    @Override
    public String parentSid() {
        return serviceSid;
    }
}
