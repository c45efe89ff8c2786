package dev.tenantry.core;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * HTTP server within the process, on the loopback interface, for rehearsals: they load the classes of a connection too,
 * and reach nobody. See {@code docs/adr/0028-first-calls-are-rehearsed-before-a-snapshot.md}.
 */
public final class LoopbackAnswers implements AutoCloseable {
    private static final String LENGTH = "content-length:";
    private static final int MOST_CONNECTIONS = 10;

    private final ServerSocket server;
    private final UnaryOperator<String> answers;

    /**
     * Begins to answer.
     *
     * @param answers the JSON that answers a request with this body
     */
    public LoopbackAnswers(UnaryOperator<String> answers) {
        this.answers = answers;
        try {
            server = new ServerSocket(0, MOST_CONNECTIONS, InetAddress.getLoopbackAddress());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Thread.ofPlatform().daemon().name("rehearsal").start(this::serve);
    }

    /** Where it answers. */
    public URI url() {
        return URI.create("http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException notClosed) {
            throw new UncheckedIOException(notClosed);
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var connection = server.accept()) {
                answer(connection);
            } catch (SocketException closed) {
                // By close, or by the client, whose call then fails.
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private void answer(Socket connection) throws IOException {
        var request = new BufferedInputStream(connection.getInputStream());
        var length = 0;
        for (var line = line(request); !line.isEmpty(); line = line(request)) {
            if (line.startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
        }
        var body = new String(request.readNBytes(length), StandardCharsets.UTF_8);
        var answer = answers.apply(body).getBytes(StandardCharsets.UTF_8);
        var head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + answer.length + "\r\n\r\n";
        var output = connection.getOutputStream();
        output.write(head.getBytes(StandardCharsets.US_ASCII));
        output.write(answer);
        output.flush();
    }

    private static String line(InputStream request) throws IOException {
        var line = new StringBuilder();
        for (var next = request.read(); next != '\n' && next != -1; next = request.read()) {
            line.append((char) next);
        }
        return line.toString().strip().toLowerCase(Locale.ROOT);
    }
}
