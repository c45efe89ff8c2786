package dev.tenantry.stepfunctions.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps everything until the process ends. */
public final class MemoryStore implements Store {
    private final Map<String, MachineRecord> machines = new ConcurrentHashMap<>();
    private final Map<String, ExecutionRecord> executions = new ConcurrentHashMap<>();
    private final Map<String, ExecutionOutcome> outcomes = new ConcurrentHashMap<>();
    private final Map<String, List<JournalEntry>> journals = new ConcurrentHashMap<>();

    @Override
    public void put(MachineRecord machine) {
        machines.put(machine.arn(), machine);
    }

    @Override
    public void removeMachine(String arn) {
        machines.remove(arn);
    }

    @Override
    public Collection<MachineRecord> machines() {
        return List.copyOf(machines.values());
    }

    @Override
    public void create(ExecutionRecord execution) {
        journals.put(execution.arn(), new ArrayList<>(1));
        executions.put(execution.arn(), execution);
    }

    @Override
    public Collection<ExecutionRecord> executions() {
        return List.copyOf(executions.values());
    }

    @Override
    public void append(String executionArn, int sequence, JournalEntry entry, Optional<ExecutionOutcome> outcome) {
        List<JournalEntry> journal = journals.get(executionArn);
        synchronized (journal) {
            journal.add(entry);
        }
        outcome.ifPresentOrElse(value -> outcomes.put(executionArn, value), () -> outcomes.remove(executionArn));
    }

    @Override
    public Optional<ExecutionOutcome> outcome(String executionArn) {
        return Optional.ofNullable(outcomes.get(executionArn));
    }

    @Override
    public List<JournalEntry> journal(String executionArn) {
        List<JournalEntry> journal = journals.getOrDefault(executionArn, List.of());
        synchronized (journal) {
            return List.copyOf(journal);
        }
    }

    @Override
    public void close() {
        machines.clear();
        executions.clear();
        journals.clear();
        outcomes.clear();
    }
}
