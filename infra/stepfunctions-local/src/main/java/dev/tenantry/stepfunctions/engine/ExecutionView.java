package dev.tenantry.stepfunctions.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.interpreter.ExecutionStatus;
import dev.tenantry.stepfunctions.interpreter.Interpreter;
import dev.tenantry.stepfunctions.store.ExecutionOutcome;
import dev.tenantry.stepfunctions.store.ExecutionRecord;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Status of an execution after its latest step.
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

    static ExecutionView of(ExecutionRecord record, ExecutionOutcome outcome) {
        return new ExecutionView(
                record,
                outcome.status(),
                outcome.output(),
                outcome.error(),
                outcome.cause(),
                OptionalLong.of(outcome.stopMillis()),
                outcome.redriveCount(),
                outcome.redriveMillis(),
                outcome.eventCount());
    }

    /** How it ended; empty while it has not. */
    Optional<ExecutionOutcome> outcome() {
        return running()
                ? Optional.empty()
                : Optional.of(new ExecutionOutcome(
                        status,
                        output,
                        error,
                        cause,
                        stopMillis.orElseThrow(),
                        redriveCount,
                        redriveMillis,
                        eventCount));
    }

    /** The same execution while it ran: a single step may start and end one. */
    ExecutionView whileRunning() {
        return new ExecutionView(
                record,
                ExecutionStatus.RUNNING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                redriveCount,
                redriveMillis,
                eventCount);
    }

    /** Whether it has not ended. */
    public boolean running() {
        return status == ExecutionStatus.RUNNING;
    }
}
