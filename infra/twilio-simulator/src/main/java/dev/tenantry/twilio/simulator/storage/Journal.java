package dev.tenantry.twilio.simulator.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
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
    private final FileOpener opener;
    private AppendedFile appended;

    /** Opens a file for reading and writing. */
    interface FileOpener {
        RandomAccessFile open(Path file) throws IOException;
    }

    Journal(Path directory, ObjectMapper mapper, FileOpener opener) throws IOException {
        this.opener = opener;
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

    /** Replaces the file by one that holds only these rows, and appends later changes to that. */
    void compact(List<Change> rows) throws IOException {
        var next = file.resolveSibling("journal.next");
        Files.deleteIfExists(next);
        try (var out = new AppendedFile(opener.open(next))) {
            for (var row : rows) {
                out.append(line(List.of(row)));
            }
        } catch (IOException e) {
            throw new IOException("cannot write " + next + "; is there room on its disk?", e);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        appended = new AppendedFile(opener.open(file));
    }

    void append(List<Change> transaction) {
        try {
            appended.append(line(transaction));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + "; is there room on its disk?", e);
        }
    }

    private byte[] line(List<Change> transaction) throws IOException {
        return (mapper.writeValueAsString(transaction) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            if (appended != null) {
                appended.close();
            }
        }
    }
}
