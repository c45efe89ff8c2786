package dev.tenantry.stepfunctions.interpreter;

import dev.tenantry.stepfunctions.history.HistoryEvent;
import java.util.List;

/**
 * Result of applying a signal.
 *
 * @param events to be appended to the history
 * @param commands to be carried out once the events are stored, in order
 */
public record Transition(List<HistoryEvent> events, List<Command> commands) {
    /** Nothing. */
    public static final Transition NONE = new Transition(List.of(), List.of());
}
