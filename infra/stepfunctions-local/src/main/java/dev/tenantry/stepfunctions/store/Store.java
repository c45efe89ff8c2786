package dev.tenantry.stepfunctions.store;

import dev.tenantry.stepfunctions.history.HistoryEvent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Storage of state machines and executions. What a method was given is stored when it returns. */
public interface Store extends AutoCloseable {
    /** Keeps a machine, in the place of an older one with its ARN. */
    void put(MachineRecord machine);

    /** Forgets a machine. */
    void removeMachine(String arn);

    /** Every machine. */
    Collection<MachineRecord> machines();

    /** Keeps a new execution. */
    void create(ExecutionRecord execution);

    /** Every execution. */
    Collection<ExecutionRecord> executions();

    /**
     * Keeps a step of an execution.
     *
     * @param sequence 0, 1, 2, …
     * @param outcome how the execution ended, if it is ended after this step
     */
    void append(String executionArn, int sequence, JournalEntry entry, Optional<ExecutionOutcome> outcome);

    /** How an execution ended; empty while it has not. */
    Optional<ExecutionOutcome> outcome(String executionArn);

    /** The steps of an execution, in order. */
    List<JournalEntry> journal(String executionArn);

    /** The history of an execution, in order. */
    default List<HistoryEvent> history(String executionArn) {
        return journal(executionArn).stream()
                .flatMap(entry -> entry.events().stream())
                .toList();
    }

    /** Lets the methods that wait until they can store something fail, because the store is about to be closed. */
    default void stopWaiting() {}

    @Override
    void close();
}
