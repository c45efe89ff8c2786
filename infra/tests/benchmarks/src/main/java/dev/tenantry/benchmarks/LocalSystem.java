package dev.tenantry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The local system, in a process of its own on free ports: the one that {@code infra/provisioning up} starts, with the
 * same flags.
 */
final class LocalSystem implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 10;

    private final Process process;
    private final JsonNode addresses;

    private LocalSystem(Process process, JsonNode addresses) {
        this.process = process;
        this.addresses = addresses;
    }

    /**
     * Starts the system and waits until it answers.
     *
     * @param root the project's directory
     * @param options further options of {@code infra/provisioning up}
     * @throws IOException if it does not start; it has said why on standard error
     */
    static LocalSystem start(Path root, String... options) throws IOException {
        var command = Stream.of(
                root.resolve("infra/provisioning").toString(),
                "up",
                "--json",
                "--port=0",
                "--aws-port=0",
                "--twilio-port=0");
        var process = new ProcessBuilder(
                        Stream.concat(command, Stream.of(options)).toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // It says its addresses in one line, and no more until it ends.
        var line = process.inputReader().readLine();
        if (line == null) {
            throw new IOException("The local system did not start");
        }
        return new LocalSystem(process, JSON.readTree(line));
    }

    URI api() {
        return address("api");
    }

    URI aws() {
        return address("aws");
    }

    URI twilio() {
        return address("twilio");
    }

    /** The process id: the script has become the JVM. */
    long pid() {
        return process.pid();
    }

    private URI address(String name) {
        return URI.create(addresses.required(name).textValue());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
