package dev.tenantry.stepfunctions.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.interpreter.ExecutionStatus;
import dev.tenantry.stepfunctions.interpreter.Interpreter;
import dev.tenantry.stepfunctions.store.Ending;
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

    static ExecutionView of(ExecutionRecord record, Ending ending) {
        return new ExecutionView(
                record,
                ending.status(),
                ending.output(),
                ending.error(),
                ending.cause(),
                OptionalLong.of(ending.stopMillis()),
                ending.redriveCount(),
                ending.redriveMillis(),
                ending.eventCount());
    }

    /** How it ended; empty while it has not. */
    Optional<Ending> ending() {
        return running()
                ? Optional.empty()
                : Optional.of(new Ending(
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
