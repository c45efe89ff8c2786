package dev.tenantry.stepfunctions.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps everything in one file of H2's MVStore. When a method returns, what it was given has been handed to the
 * operating system: it survives the death of the process, and that of the machine too when commits are forced to the
 * disk.
 *
 * <p>While the file cannot be written, because the disk is full for instance, writers wait, and so do their executions.
 * MVStore closes itself at the first failure, so the file is opened again before each further attempt.
 */
public final class DiskStore implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(DiskStore.class);
    private static final String FILE = "stepfunctions.mv";
    private static final long ATTEMPT_MILLIS = 500;

    private final String fileName;
    private final boolean forced;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final GroupCommit<Consumer<Maps>> commits = new GroupCommit<>(this::commit);
    private volatile Maps maps;

    /**
     * Opens the store of a folder, which is made when it does not exist.
     *
     * @param forced whether each commit is forced to the disk
     * @throws UncheckedIOException when the folder cannot be made, or the file not be used
     */
    public DiskStore(Path folder, boolean forced) {
        this(folder, "", forced);
    }

    /** @param fileSystem the prefix of one of H2's file systems; empty for the disk */
    DiskStore(Path folder, String fileSystem, boolean forced) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the data folder " + folder, e);
        }
        fileName = fileSystem + folder.resolve(FILE);
        this.forced = forced;
        try {
            maps = Maps.open(fileName, forced);
            maps.file().commit();
        } catch (MVStoreException e) {
            throw new UncheckedIOException(
                    fileName + " cannot be used; either its disk is full or it is damaged",
                    new IOException(e.getMessage(), e));
        }
    }

    /** Makes changes until they are stored. */
    private void commit(List<Consumer<Maps>> changes) {
        // An interrupted thread that writes to a file closes it.
        boolean interrupted = Thread.interrupted();
        boolean failed = false;
        try {
            while (!isCommitted(changes, failed)) {
                failed = true;
                interrupted |= pause();
            }
            if (failed) {
                LOG.info("{} can be written again; the executions go on", fileName);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isCommitted(List<Consumer<Maps>> changes, boolean failedBefore) {
        try {
            if (failedBefore) {
                maps = Maps.open(fileName, forced);
            }
            changes.forEach(change -> change.accept(maps));
            maps.file().commit();
            if (forced) {
                maps.file().sync();
            }
            return true;
        } catch (MVStoreException e) {
            if (!failedBefore) {
                LOG.error(
                        "{} cannot be written; free room on its disk. The executions wait until then: {}",
                        fileName,
                        e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
            }
            maps.file().closeImmediately();
            return false;
        }
    }

    /** Waits for the next attempt; whether the thread was interrupted meanwhile. */
    private boolean pause() {
        boolean interrupted = false;
        try {
            if (closing.await(ATTEMPT_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(fileName + " could not be written before it was closed");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        return interrupted;
    }

    @Override
    public void put(MachineRecord machine) {
        String text = RecordCodec.encode(machine);
        commits.commit(to -> to.machines().put(machine.arn(), text));
    }

    @Override
    public void removeMachine(String arn) {
        commits.commit(from -> from.machines().remove(arn));
    }

    @Override
    public Collection<MachineRecord> machines() {
        return maps.machines().values().stream()
                .map(text -> RecordCodec.decode(text, MachineRecord.class))
                .toList();
    }

    @Override
    public void create(ExecutionRecord execution) {
        String text = RecordCodec.encode(execution);
        commits.commit(to -> to.executions().put(execution.arn(), text));
    }

    @Override
    public Collection<ExecutionRecord> executions() {
        return maps.executions().values().stream()
                .map(text -> RecordCodec.decode(text, ExecutionRecord.class))
                .toList();
    }

    @Override
    public void append(String executionArn, int sequence, JournalEntry entry, Optional<ExecutionOutcome> outcome) {
        String text = RecordCodec.encode(entry);
        Optional<String> ended = outcome.map(RecordCodec::encode);
        commits.commit(to -> {
            to.journals().put(key(executionArn, sequence), text);
            ended.ifPresentOrElse(value -> to.outcomes().put(executionArn, value), () -> to.outcomes()
                    .remove(executionArn));
        });
    }

    @Override
    public List<JournalEntry> journal(String executionArn) {
        List<JournalEntry> entries = new ArrayList<>();
        Cursor<String, String> cursor = maps.journals().cursor(key(executionArn, 0));
        while (cursor.hasNext() && cursor.next().startsWith(executionArn + " ")) {
            entries.add(RecordCodec.decode(cursor.getValue(), JournalEntry.class));
        }
        return entries;
    }

    @Override
    public Optional<ExecutionOutcome> outcome(String executionArn) {
        return Optional.ofNullable(maps.outcomes().get(executionArn))
                .map(text -> RecordCodec.decode(text, ExecutionOutcome.class));
    }

    /** Sorts the steps of an execution one after the other; no ARN has a blank in it. */
    private static String key(String executionArn, int sequence) {
        return String.format("%s %08d", executionArn, sequence);
    }

    @Override
    public void stopWaiting() {
        closing.countDown();
    }

    @Override
    public void close() {
        stopWaiting();
        try {
            maps.file().close();
        } catch (MVStoreException e) {
            // What was committed is in the file.
            LOG.warn("{} was not closed properly: {}", fileName, e.getMessage());
            maps.file().closeImmediately();
        }
    }
}
