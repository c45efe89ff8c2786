package dev.tenantry.local.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir
    private Path folder;

    @Test
    void aRestartContinuesWhereTheLastOneEnded() {
        var file = Optional.of(folder.resolve("streams/mapping.json"));
        new Checkpoints(file).advance("shard", "17");

        assertThat(new Checkpoints(file).of("shard")).contains("17");
    }

    /** A folder in the place of the file that is written first: as on a full disk, each write fails. */
    @Test
    void whatCouldNotBeWrittenIsWrittenWithTheNext() throws Exception {
        var file = folder.resolve("mapping.json");
        var obstacle = Files.createDirectory(folder.resolve("mapping.json.new"));
        var checkpoints = new Checkpoints(Optional.of(file));

        checkpoints.advance("one", "1");
        checkpoints.advance("two", "2");
        assertThat(checkpoints.of("one")).contains("1");
        assertThat(file).doesNotExist();

        Files.delete(obstacle);
        checkpoints.advance("two", "3");
        var read = new Checkpoints(Optional.of(file));
        assertThat(read.of("one")).contains("1");
        assertThat(read.of("two")).contains("3");
    }

    @Test
    void aDamagedFileIsToldByItsName() throws Exception {
        var file = folder.resolve("mapping.json");
        Files.writeString(file, "{\"shard\": \"0000");

        assertThatThrownBy(() -> new Checkpoints(Optional.of(file)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(file + " is damaged")
                .hasMessageNotContaining("0000\"");
    }
}
