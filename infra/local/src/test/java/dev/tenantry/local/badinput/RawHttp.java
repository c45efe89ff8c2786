package dev.tenantry.local.badinput;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A client that sends what no HTTP client would, each time on a connection of its own. */
public final class RawHttp {
    private static final int PATIENCE_MILLIS = 20_000;

    private final int port;
    private final String token;

    /** @param token what requests are sent with that have no header {@code Authorization} */
    public RawHttp(URI server, String token) {
        this.port = server.getPort();
        this.token = token;
    }

    /**
     * An answer.
     *
     * @param status 0 if the server closed the connection without one
     * @param headers by name in lower case
     */
    public record Answer(int status, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** Sends a request with one line for each header, and closes the connection after the answer. */
    public Answer send(String method, String target, String lines, byte[] body) throws IOException {
        var headers = lines.contains("Authorization:") ? lines : "Authorization: Bearer " + token + "\r\n" + lines;
        var request = new ByteArrayOutputStream();
        request.writeBytes(
                (method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n" + headers)
                        .getBytes(UTF_8));
        if (body.length > 0) {
            request.writeBytes(("Content-Length: " + body.length + "\r\n").getBytes(UTF_8));
        }
        request.writeBytes("\r\n".getBytes(UTF_8));
        request.writeBytes(body);
        return exchange(request.toByteArray());
    }

    /** Sends bytes, and reads what comes back until the server or this client has nothing more to say. */
    Answer exchange(byte[] request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
            } catch (SocketException refused) {
                // The server has answered and closed before it read everything.
            }
            return answer(read(socket.getInputStream()));
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        var all = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        try {
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                all.write(buffer, 0, count);
            }
        } catch (SocketException reset) {
            // What came before the connection was reset is the answer.
        }
        return all.toByteArray();
    }

    private static Answer answer(byte[] bytes) {
        var text = new String(bytes, ISO_8859_1);
        var end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(0, Map.of(), text);
        }
        var lines = text.substring(0, end).split("\r\n");
        var headers = new LinkedHashMap<String, String>();
        Arrays.stream(lines).skip(1).forEach(line -> {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        });
        return new Answer(
                Integer.parseInt(lines[0].split(" ", -1)[1]),
                headers,
                new String(Arrays.copyOfRange(bytes, end + 4, bytes.length), UTF_8));
    }
}
