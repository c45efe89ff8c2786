package dev.tenantry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Assumptions;

/** A file system of limited size, which can be filled to its last byte. */
final class SmallDisk implements AutoCloseable {
    private static final int BLOCK = 4_096;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one in memory, as only root may on Linux; elsewhere the test is skipped, and says so. */
    static SmallDisk mount(int megabytes) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("small-disk");
        var said = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        if (!said.isEmpty()) {
            Files.delete(folder);
            Assumptions.abort("No file system of limited size can be mounted here: " + said);
        }
        return new SmallDisk(folder);
    }

    /** A folder on it. */
    Path folder() {
        return folder.resolve("data");
    }

    /** Fills it. Other writers may take or free the last blocks meanwhile. */
    void fill() throws IOException {
        try (var out = Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (Files.getFileStore(folder).getUsableSpace() > 0) {
                appendBlock(out);
            }
        }
    }

    private static void appendBlock(OutputStream out) throws IOException {
        try {
            out.write(new byte[BLOCK]);
        } catch (IOException full) {
            if (!full.getMessage().contains("No space left")) {
                throw full;
            }
        }
    }

    /** Makes room again. */
    void free() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    /** Unmounts it. */
    @Override
    public void close() throws IOException {
        try {
            // Lazily: a file that somebody still has open must not keep it.
            var said = run("umount", "--lazy", folder.toString());
            if (!said.isEmpty()) {
                throw new IOException(said);
            }
            Files.delete(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs a command; what it says when it fails, or nothing. */
    private static String run(String... command) throws IOException, InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            return process.waitFor() == 0 ? "" : said + " (" + process.exitValue() + ")";
        } catch (IOException unknown) {
            return unknown.getMessage();
        }
    }
}
