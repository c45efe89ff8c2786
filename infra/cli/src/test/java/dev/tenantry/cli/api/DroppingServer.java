package dev.tenantry.cli.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes requests and drops the connection without an answer, as a server that dies does. */
final class DroppingServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<String> keys = new CopyOnWriteArrayList<>();

    DroppingServer() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** The Idempotency-Key of each request. */
    List<String> keys() {
        return keys;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var connection = socket.accept();
                    var reader = new BufferedReader(
                            new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))) {
                for (var line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                    if (line.toLowerCase(Locale.ROOT).startsWith("idempotency-key:")) {
                        keys.add(line.substring(line.indexOf(':') + 1).strip());
                    }
                }
            } catch (IOException dropped) {
                // Accepting ends when the server is closed; a connection that broke by itself is as good as dropped.
            }
        }
    }
}
