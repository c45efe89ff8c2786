package dev.tenantry.twilio.simulator.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of transactions, one JSON array of {@link Change}s a line, so that a transaction is either wholly there or
 * not. A last line that a crash cut short is dropped when the file is read.
 */
final class Journal implements AutoCloseable {
    private static final TypeReference<List<Change>> CHANGES = new TypeReference<>() {};

    private final Path file;
    private final ObjectMapper mapper;
    private final FileChannel lock;
    private Writer writer;

    Journal(Path directory, ObjectMapper mapper) throws IOException {
        this.file = Files.createDirectories(directory).resolve("journal.jsonl");
        this.mapper = mapper;
        this.lock = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isOnlyOne()) {
            lock.close();
            throw new IOException("another simulator uses " + directory);
        }
    }

    private boolean isOnlyOne() throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    List<Change> read() throws IOException {
        if (Files.notExists(file)) {
            return List.of();
        }
        var lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        var changes = new ArrayList<Change>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                changes.addAll(mapper.readValue(lines.get(i), CHANGES));
            } catch (JsonProcessingException e) {
                if (i < lines.size() - 1) {
                    throw new IOException(file + " is damaged at line " + (i + 1), e);
                }
            }
        }
        return changes;
    }

    /** Replaces the file by one that holds these rows only, and goes on writing behind them. */
    void compact(List<Change> rows) throws IOException {
        var next = file.resolveSibling("journal.next");
        try (var out = Files.newBufferedWriter(next, StandardCharsets.UTF_8)) {
            for (var row : rows) {
                write(out, List.of(row));
            }
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    void append(List<Change> transaction) {
        try {
            write(writer, transaction);
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private void write(Writer out, List<Change> transaction) throws IOException {
        out.write(mapper.writeValueAsString(transaction));
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            if (writer != null) {
                writer.close();
            }
        }
    }
}
