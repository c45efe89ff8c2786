package dev.tenantry.twilio.simulator.trusthub;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * End user: the data of a person or a business (Twilio docs: Trust Hub End Users resource, whose property names these
 * are).
 */
record EndUser(
        String sid,
        String accountSid,
        String friendlyName,
        String type,
        JsonNode attributes,
        Instant dateCreated,
        Instant dateUpdated)
        implements BundlePart {}
