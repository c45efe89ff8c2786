package dev.tenantry.stepfunctions.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * Keeps everything in one file of H2's MVStore. When a method returns, what it was given has been handed to the
 * operating system: it survives the death of the process, though not necessarily of the machine.
 */
public final class DiskStore implements Store {
    private static final String FILE = "stepfunctions.mv";

    /** Small pages, because each commit writes one for every execution that has gone on. */
    private static final int PAGE_BYTES = 4_096;

    private final MVStore file;
    private final MVMap<String, String> machines;
    private final MVMap<String, String> executions;
    private final MVMap<String, String> journals;
    private final MVMap<String, String> endings;
    private final GroupCommit commits;

    /** Opens the store of a folder, which is made when it does not exist. */
    public DiskStore(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the data folder " + folder, e);
        }
        file = new MVStore.Builder()
                .fileName(folder.resolve(FILE).toString())
                .autoCommitDisabled()
                .pageSplitSize(PAGE_BYTES)
                .open();
        // Only a loss of power needs old chunks to stay for a while.
        file.setRetentionTime(0);
        file.setVersionsToKeep(0);
        machines = file.openMap("machines");
        executions = file.openMap("executions");
        journals = file.openMap("journals");
        endings = file.openMap("endings");
        commits = new GroupCommit(file::commit);
        commits.commit();
    }

    @Override
    public void put(MachineRecord machine) {
        machines.put(machine.arn(), Codec.encode(machine));
        commits.commit();
    }

    @Override
    public void removeMachine(String arn) {
        machines.remove(arn);
        commits.commit();
    }

    @Override
    public Collection<MachineRecord> machines() {
        return machines.values().stream()
                .map(text -> Codec.decode(text, MachineRecord.class))
                .toList();
    }

    @Override
    public void create(ExecutionRecord execution) {
        executions.put(execution.arn(), Codec.encode(execution));
        commits.commit();
    }

    @Override
    public Collection<ExecutionRecord> executions() {
        return executions.values().stream()
                .map(text -> Codec.decode(text, ExecutionRecord.class))
                .toList();
    }

    @Override
    public void append(String executionArn, int sequence, JournalEntry entry, Optional<Ending> ending) {
        journals.put(key(executionArn, sequence), Codec.encode(entry));
        ending.ifPresentOrElse(end -> endings.put(executionArn, Codec.encode(end)), () -> endings.remove(executionArn));
        commits.commit();
    }

    @Override
    public List<JournalEntry> journal(String executionArn) {
        List<JournalEntry> entries = new ArrayList<>();
        Cursor<String, String> cursor = journals.cursor(key(executionArn, 0));
        while (cursor.hasNext() && cursor.next().startsWith(executionArn + " ")) {
            entries.add(Codec.decode(cursor.getValue(), JournalEntry.class));
        }
        return entries;
    }

    @Override
    public Optional<Ending> ending(String executionArn) {
        return Optional.ofNullable(endings.get(executionArn)).map(text -> Codec.decode(text, Ending.class));
    }

    /** Sorts the steps of an execution one after the other; no ARN has a blank in it. */
    private static String key(String executionArn, int sequence) {
        return String.format("%s %08d", executionArn, sequence);
    }

    @Override
    public void close() {
        file.close();
    }
}
