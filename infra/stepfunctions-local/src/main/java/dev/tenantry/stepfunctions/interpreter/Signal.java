package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Something that happened to an execution. Signals are stored in order; they are all that is needed to rebuild an
 * execution.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "signal")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Signal.Started.class, name = "started"),
    @JsonSubTypes.Type(value = Signal.TaskSubmitted.class, name = "taskSubmitted"),
    @JsonSubTypes.Type(value = Signal.TaskSucceeded.class, name = "taskSucceeded"),
    @JsonSubTypes.Type(value = Signal.TaskFailed.class, name = "taskFailed"),
    @JsonSubTypes.Type(value = Signal.Heartbeat.class, name = "heartbeat"),
    @JsonSubTypes.Type(value = Signal.TimerFired.class, name = "timerFired"),
    @JsonSubTypes.Type(value = Signal.ChildEnded.class, name = "childEnded"),
    @JsonSubTypes.Type(value = Signal.StopRequested.class, name = "stopRequested"),
    @JsonSubTypes.Type(value = Signal.Redriven.class, name = "redriven")
})
public sealed interface Signal {
    /** When it happened, in milliseconds since the epoch. */
    long timeMillis();

    /** The execution begins. */
    record Started(long timeMillis) implements Signal {}

    /** A task whose work continues elsewhere has been submitted. */
    record TaskSubmitted(long timeMillis, long taskId, JsonNode output) implements Signal {}

    /** A task ended well. */
    record TaskSucceeded(long timeMillis, long taskId, JsonNode output) implements Signal {}

    /** A task ended with an error. */
    record TaskFailed(long timeMillis, long taskId, Optional<String> error, Optional<String> cause) implements Signal {}

    /** A task that holds a token is still alive. */
    record Heartbeat(long timeMillis, long taskId) implements Signal {}

    /** A timer that was set is due. */
    record TimerFired(long timeMillis, long timerId) implements Signal {}

    /**
     * A child execution of a distributed Map has ended.
     *
     * @param output its output, when it succeeded
     */
    record ChildEnded(
            long timeMillis,
            long taskId,
            int index,
            ExecutionStatus status,
            JsonNode output,
            Optional<String> error,
            Optional<String> cause)
            implements Signal {}

    /** Someone stops the execution. */
    record StopRequested(long timeMillis, Optional<String> error, Optional<String> cause) implements Signal {}

    /** Someone redrives the execution after it failed. */
    record Redriven(long timeMillis) implements Signal {}
}
