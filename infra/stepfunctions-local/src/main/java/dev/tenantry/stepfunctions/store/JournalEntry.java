package dev.tenantry.stepfunctions.store;

import dev.tenantry.stepfunctions.history.HistoryEvent;
import dev.tenantry.stepfunctions.interpreter.Signal;
import java.util.List;

/**
 * One step of an execution.
 *
 * @param signal what happened
 * @param events what it added to the history
 */
public record JournalEntry(Signal signal, List<HistoryEvent> events) {}
