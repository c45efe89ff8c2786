package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.asl.Resource;
import dev.tenantry.stepfunctions.asl.State;
import java.util.List;
import java.util.Optional;

/** An effect that an execution asks for outside of itself. */
public sealed interface Command {
    /**
     * Call a resource and answer with {@link Signal.TaskSubmitted}, {@link Signal.TaskSucceeded} or
     * {@link Signal.TaskFailed}.
     *
     * @param arguments what to send
     * @param submitted whether the task was handed over before a restart, so that only its end is to be watched
     */
    record RunTask(long taskId, Resource resource, JsonNode arguments, boolean submitted) implements Command {}

    /** Opens this task token: the task ends when it is returned. */
    record OpenToken(long taskId, String token) implements Command {}

    /** Closes the task token: returning it has no effect any more. */
    record CloseToken(String token) implements Command {}

    /** Answer with {@link Signal.TimerFired} at a time, in milliseconds since the epoch. */
    record SetTimer(long timerId, long atMillis) implements Command {}

    /** Forget a timer. */
    record CancelTimer(long timerId) implements Command {}

    /**
     * Start a child execution of a distributed Map and answer with {@link Signal.ChildEnded}.
     *
     * @param taskId the Map Run within this execution
     * @param index of the child within its Map Run
     * @param itemCount how many items the input holds
     * @param redrives how often the child is to have been redriven: more than it has, and it is redriven
     */
    record StartChild(
            long taskId, MapRunInfo mapRun, int index, State.ForEach map, JsonNode input, int itemCount, int redrives)
            implements Command {}

    /** Stop the execution that a task waits for. */
    record CancelTask(long taskId) implements Command {}

    /** Stop children of a distributed Map. */
    record StopChildren(long taskId, MapRunInfo mapRun, List<Integer> indexes) implements Command {}

    /**
     * Identification of a Map Run.
     *
     * @param arn its ARN
     * @param label the Map state's label, or a made-up one
     */
    record MapRunInfo(String arn, Optional<String> label) {}
}
