package dev.tenantry.twilio.simulator.domain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** What proves something (Twilio docs: Trust Hub Supporting Documents resource, whose property names these are). */
public record SupportingDocument(
        String sid,
        String accountSid,
        String friendlyName,
        String mimeType,
        String type,
        JsonNode attributes,
        Instant dateCreated,
        Instant dateUpdated)
        implements BundlePart {}
