package dev.tenantry.stepfunctions.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;

/**
 * A validated definition.
 *
 * @param flow its states
 * @param timeoutSeconds how long an execution may take in all
 * @param source the definition's JSON
 */
public record StateMachineDefinition(Flow flow, OptionalLong timeoutSeconds, JsonNode source) {
    /** The definition with a time limit of at most this. */
    public StateMachineDefinition endingWithin(long seconds) {
        long limit = Math.min(seconds, timeoutSeconds.orElse(seconds));
        return new StateMachineDefinition(flow, OptionalLong.of(limit), source);
    }
}
