package dev.tenantry.twilio.simulator.domain;

import java.time.Instant;

/** Where a trunk's incoming calls go (Twilio docs: OriginationUrl resource, whose property names these are). */
public record OriginationUrl(
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
