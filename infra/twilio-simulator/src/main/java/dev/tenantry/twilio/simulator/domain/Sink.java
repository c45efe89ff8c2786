package dev.tenantry.twilio.simulator.domain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** Where events go (Twilio docs: Event Streams Sink resource, whose property names these are). */
public record Sink(
        String sid,
        String accountSid,
        String description,
        String sinkType,
        JsonNode sinkConfiguration,
        String status,
        Instant dateCreated,
        Instant dateUpdated)
        implements Resource {}
