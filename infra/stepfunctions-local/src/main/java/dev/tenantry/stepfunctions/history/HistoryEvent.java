package dev.tenantry.stepfunctions.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One event.
 *
 * @param id 1, 2, 3, … without gaps within an execution
 * @param previousEventId the event that led to this one; 0 at the start
 * @param timeMillis milliseconds since the epoch
 * @param details the content of the type's details field
 */
public record HistoryEvent(
        long id, long previousEventId, EventType type, long timeMillis, Optional<ObjectNode> details) {}
