package dev.tenantry.stepfunctions.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.interpreter.Signal;
import java.util.Optional;

/** Result of calling a resource. */
sealed interface TaskResult {
    /** The signal that the execution receives. */
    Signal signal(long timeMillis, long taskId);

    /** The task is over. */
    record Succeeded(JsonNode output) implements TaskResult {
        @Override
        public Signal signal(long timeMillis, long taskId) {
            return new Signal.TaskSucceeded(timeMillis, taskId, output);
        }
    }

    /** The task was handed over, and something else will end it. */
    record Submitted(JsonNode output) implements TaskResult {
        @Override
        public Signal signal(long timeMillis, long taskId) {
            return new Signal.TaskSubmitted(timeMillis, taskId, output);
        }
    }

    /** The call failed. */
    record Failed(String error, String cause) implements TaskResult {
        @Override
        public Signal signal(long timeMillis, long taskId) {
            return new Signal.TaskFailed(timeMillis, taskId, Optional.of(error), Optional.of(cause));
        }
    }
}
