package dev.tenantry.twilio.simulator.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Tables, one transaction at a time. Open every table first, then {@link #load()}. A transaction that throws changes
 * nothing.
 */
public final class Database implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Table<?>> tables = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Runnable> undo = new ArrayList<>();
    private final Journal journal;
    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /**
     * A database in memory, or one whose journal lies in a directory.
     *
     * @param directory where the journal lies; null: memory only
     * @throws IOException when the directory cannot be made
     */
    public Database(Path directory) throws IOException {
        this(directory, file -> new RandomAccessFile(file.toFile(), "rw"));
    }

    Database(Path directory, Journal.FileOpener opener) throws IOException {
        this.journal = directory == null ? null : new Journal(directory, mapper, opener);
    }

    /** Opens a table of rows of this type. */
    public <T> Table<T> table(String name, Class<T> type) {
        var table = new Table<>(name, type, this);
        if (tables.put(name, table) != null) {
            throw new IllegalArgumentException("table opened twice: " + name);
        }
        return table;
    }

    /**
     * Fills the tables from the journal, if there is one.
     *
     * @throws IOException when the journal cannot be read or names a table that was not opened
     */
    public void load() throws IOException {
        if (journal == null) {
            return;
        }
        for (var change : journal.read()) {
            var table = tables.get(change.table());
            if (table == null) {
                throw new IOException("the journal names an unknown table: " + change.table());
            }
            table.load(change.key(), change.value());
        }
        journal.compact(tables.values().stream()
                .flatMap(table -> table.snapshot().stream())
                .toList());
    }

    /** Runs this work alone; it sees and makes all of its changes, or, when it throws, none. */
    public <R> R transact(Supplier<R> work) {
        lock.lock();
        try {
            if (lock.getHoldCount() > 1) {
                return work.get();
            }
            boolean done = false;
            try {
                var result = work.get();
                commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    undo.reversed().forEach(Runnable::run);
                }
                changes.clear();
                undo.clear();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Goes back to the rows of now, in one transaction. */
    public Checkpoint checkpoint() {
        return transact(() -> {
            var checkpoints = tables.values().stream().map(Table::checkpoint).toList();
            return () -> transact(() -> {
                checkpoints.forEach(Checkpoint::restore);
                return null;
            });
        });
    }

    private void commit() {
        if (journal != null && !changes.isEmpty()) {
            journal.append(changes);
        }
    }

    void changed(String table, String key, Object after, Runnable undoing) {
        undo.add(undoing);
        if (journal != null) {
            JsonNode value = after == null ? null : mapper.valueToTree(after);
            changes.add(new Change(table, key, value));
        }
    }

    void requireTransaction() {
        if (!lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("a table is used outside a transaction");
        }
    }

    ObjectMapper mapper() {
        return mapper;
    }

    @Override
    public void close() throws IOException {
        if (journal != null) {
            journal.close();
        }
    }
}
