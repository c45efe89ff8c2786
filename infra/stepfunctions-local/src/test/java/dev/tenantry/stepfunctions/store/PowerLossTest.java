package dev.tenantry.stepfunctions.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a loss of power leaves: a disk that has only what was forced to it. */
class PowerLossTest {
    private static final int MACHINES = 200;
    private static final String FILE = "stepfunctions.mv";

    @TempDir
    Path folder;

    @BeforeAll
    static void registerDisk() {
        FilePath.register(new VolatileDisk());
    }

    @Test
    void whatWasForcedSurvives() throws IOException {
        try (var survivors = afterPowerLoss(true)) {
            assertThat(survivors.machines()).hasSize(MACHINES).allMatch(machine -> machine.name()
                    .equals("v2"));
        }
    }

    @Test
    void withoutForcingTheDiskLagsBehind() throws IOException {
        Path file = folder.resolve(FILE);
        write(folder, false);
        assertThat(Files.mismatch(file, VolatileDisk.forced(file))).isNotNegative();
    }

    /** Writes, and opens what the disk has when the power is lost before the store is closed. */
    private DiskStore afterPowerLoss(boolean forced) throws IOException {
        write(folder, forced);
        Path left = Files.createDirectory(folder.resolve("left"));
        Files.copy(VolatileDisk.forced(folder.resolve(FILE)), left.resolve(FILE));
        return new DiskStore(left, forced);
    }

    /** Every machine twice, so that old pages make room for new ones. The store is left open, as a crash leaves it. */
    @SuppressWarnings("resource")
    private static void write(Path folder, boolean forced) {
        var store = new DiskStore(folder, "volatile:", forced);
        for (String version : List.of("v1", "v2")) {
            for (int i = 0; i < MACHINES; i++) {
                store.put(machine("arn" + i, version));
            }
        }
    }

    private static MachineRecord machine(String arn, String name) {
        return new MachineRecord(
                arn,
                name,
                "STANDARD",
                "{}",
                "role",
                0,
                Optional.empty(),
                0,
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                List.of(),
                0,
                List.of());
    }

    /** A disk in front of which all writes stay in a cache until they are forced. */
    public static final class VolatileDisk extends FilePathWrapper {
        /** H2 creates paths by reflection. */
        public VolatileDisk() {}

        /** What the disk has of a file. */
        static Path forced(Path file) {
            return file.resolveSibling(file.getFileName() + ".disk");
        }

        @Override
        public String getScheme() {
            return "volatile";
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new Channel(super.open(mode), Path.of(getBase().toString()));
        }
    }

    private static final class Channel extends FileBaseDefault {
        private final FileChannel cache;
        private final Path file;

        Channel(FileChannel cache, Path file) {
            this.cache = cache;
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return cache.size();
        }

        @Override
        public synchronized int read(ByteBuffer target, long position) throws IOException {
            return cache.read(target, position);
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            return cache.write(source, position);
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            cache.truncate(size);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            cache.force(metaData);
            Files.copy(file, VolatileDisk.forced(file), StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return cache.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            cache.close();
        }
    }
}
