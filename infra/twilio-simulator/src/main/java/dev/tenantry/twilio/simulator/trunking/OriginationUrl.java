package dev.tenantry.twilio.simulator.trunking;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;

/**
 * Origination URL, the destination of a trunk's incoming calls (Twilio docs: OriginationUrl resource, whose property
 * names these are).
 */
record OriginationUrl(
        String sid,
        String accountSid,
        String trunkSid,
        String friendlyName,
        String sipUrl,
        int weight,
        int priority,
        boolean enabled,
        Instant dateCreated,
        Instant dateUpdated)
        implements Resource {
    @Override
    public String parentSid() {
        return trunkSid;
    }
}
