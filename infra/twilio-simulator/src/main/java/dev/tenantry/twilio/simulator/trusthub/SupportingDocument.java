package dev.tenantry.twilio.simulator.trusthub;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * Supporting document of a bundle (Twilio docs: Trust Hub Supporting Documents resource, whose property names these
 * are).
 */
record SupportingDocument(
        String sid,
        String accountSid,
        String friendlyName,
        String mimeType,
        String type,
        JsonNode attributes,
        Instant dateCreated,
        Instant dateUpdated)
        implements BundlePart {}
