package dev.tenantry.stepfunctions.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.interpreter.ExecutionStatus;
import dev.tenantry.stepfunctions.interpreter.Interpreter;
import dev.tenantry.stepfunctions.store.ExecutionRecord;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How an execution stands after its latest step.
 *
 * @param stopMillis when it ended; empty while it runs
 * @param eventCount the length of its history
 */
public record ExecutionView(
        ExecutionRecord record,
        ExecutionStatus status,
        Optional<JsonNode> output,
        Optional<String> error,
        Optional<String> cause,
        OptionalLong stopMillis,
        int redriveCount,
        OptionalLong redriveMillis,
        long eventCount) {
    static ExecutionView of(ExecutionRecord record, Interpreter interpreter) {
        return new ExecutionView(
                record,
                interpreter.status(),
                interpreter.output(),
                interpreter.error(),
                interpreter.cause(),
                interpreter.stopMillis(),
                interpreter.redriveCount(),
                interpreter.redriveMillis(),
                interpreter.eventCount());
    }

    /** Whether it has not ended. */
    public boolean running() {
        return status == ExecutionStatus.RUNNING;
    }
}
