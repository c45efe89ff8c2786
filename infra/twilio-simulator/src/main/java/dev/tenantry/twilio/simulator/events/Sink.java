package dev.tenantry.twilio.simulator.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;

/** Event sink, the destination of events (Twilio docs: Event Streams Sink resource, whose property names these are). */
record Sink(
        String sid,
        String accountSid,
        String description,
        String sinkType,
        JsonNode sinkConfiguration,
        String status,
        Instant dateCreated,
        Instant dateUpdated)
        implements Resource {}
