package dev.tenantry.twilio.simulator.domain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** Who somebody is (Twilio docs: Trust Hub End Users resource, whose property names these are). */
public record EndUser(
        String sid,
        String accountSid,
        String friendlyName,
        String type,
        JsonNode attributes,
        Instant dateCreated,
        Instant dateUpdated)
        implements BundlePart {}
