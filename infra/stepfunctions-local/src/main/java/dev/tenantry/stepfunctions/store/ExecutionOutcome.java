package dev.tenantry.stepfunctions.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.interpreter.ExecutionStatus;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Outcome of an execution that has ended: all that is needed to describe it without reading its journal.
 *
 * @param stopMillis when, in milliseconds since the epoch
 * @param eventCount the length of its history
 */
public record ExecutionOutcome(
        ExecutionStatus status,
        Optional<JsonNode> output,
        Optional<String> error,
        Optional<String> cause,
        long stopMillis,
        int redriveCount,
        OptionalLong redriveMillis,
        long eventCount) {}
