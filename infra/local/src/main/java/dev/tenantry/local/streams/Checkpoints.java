package dev.tenantry.local.streams;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far a mapping has come in each shard; kept in a file where the tables are, so that a restart goes on from there.
 */
final class Checkpoints {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<Path> file;
    private final Map<String, String> sequenceNumbers = new ConcurrentHashMap<>();

    /**
     * Reads the checkpoints.
     *
     * @param file where they are kept; empty to forget them with the process
     */
    Checkpoints(Optional<Path> file) {
        this.file = file;
        file.filter(Files::exists).ifPresent(existing -> {
            try {
                sequenceNumbers.putAll(JSON.readValue(existing.toFile(), new TypeReference<Map<String, String>>() {}));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    Optional<String> of(String shardId) {
        return Optional.ofNullable(sequenceNumbers.get(shardId));
    }

    synchronized void advance(String shardId, String sequenceNumber) {
        sequenceNumbers.put(shardId, sequenceNumber);
        file.ifPresent(target -> {
            try {
                Files.createDirectories(target.getParent());
                var written = Files.write(
                        target.resolveSibling(target.getFileName() + ".new"), JSON.writeValueAsBytes(sequenceNumbers));
                Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
