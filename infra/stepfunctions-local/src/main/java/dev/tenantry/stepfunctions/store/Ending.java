package dev.tenantry.stepfunctions.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.interpreter.ExecutionStatus;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How an execution ended: what is needed to show it without going through its journal.
 *
 * @param stopMillis when, in milliseconds since the epoch
 * @param eventCount the length of its history
 */
public record Ending(
        ExecutionStatus status,
        Optional<JsonNode> output,
        Optional<String> error,
        Optional<String> cause,
        long stopMillis,
        int redriveCount,
        OptionalLong redriveMillis,
        long eventCount) {}
