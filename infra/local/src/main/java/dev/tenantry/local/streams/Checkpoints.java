package dev.tenantry.local.streams;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last sequence number that a mapping has processed in each shard, kept in a file where the tables are, so that a
 * restart continues there.
 */
final class Checkpoints {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Logger LOGGER = LoggerFactory.getLogger(Checkpoints.class);

    private final Optional<Path> file;
    private boolean isWritten = true;
    private final Map<String, String> sequenceNumbers = new ConcurrentHashMap<>();

    /**
     * Reads the checkpoints.
     *
     * @param file where they are kept; empty to forget them with the process
     * @throws UncheckedIOException if the file is damaged
     */
    Checkpoints(Optional<Path> file) {
        this.file = file;
        file.filter(Files::exists).ifPresent(existing -> {
            try {
                sequenceNumbers.putAll(JSON.readValue(existing.toFile(), new TypeReference<Map<String, String>>() {}));
            } catch (JsonProcessingException e) {
                // A parser's message may quote the file, and says nothing that helps.
                throw new UncheckedIOException(
                        existing + " is damaged; if you delete it, changes may be processed once more",
                        new IOException("not JSON"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    Optional<String> of(String shardId) {
        return Optional.ofNullable(sequenceNumbers.get(shardId));
    }

    /**
     * Keeps a sequence number. If the file cannot be written, the next call writes this one too; until then a restart
     * would process the records in between again, as Lambda may.
     */
    synchronized void advance(String shardId, String sequenceNumber) {
        sequenceNumbers.put(shardId, sequenceNumber);
        file.ifPresent(this::write);
    }

    private void write(Path target) {
        try {
            Files.createDirectories(target.getParent());
            var written = Files.write(
                    target.resolveSibling(target.getFileName() + ".new"), JSON.writeValueAsBytes(sequenceNumbers));
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            isWritten = true;
        } catch (IOException e) {
            if (isWritten) {
                LOGGER.warn("{} cannot be written; is there room on its disk? {}", target, e.toString());
            }
            isWritten = false;
        }
    }
}
