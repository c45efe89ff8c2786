package dev.tenantry.api.pages;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The answer of a server to a request for a page, by HTTP/1.1. No more is read than its beginning.
 *
 * @param status the status
 * @param location where the page is instead
 * @param body the text
 * @param isWhole whether that is all of it
 */
record PageResponse(int status, Optional<String> location, String body, boolean isWhole) {
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final int LONGEST_BODY = 256 * 1024;

    /** Asks for a page over a connection. */
    static PageResponse of(Socket connection, PageAddress page) throws IOException {
        var request = "GET " + page.target() + " HTTP/1.1\r\nHost: " + page.host()
                + "\r\nAccept: text/html\r\nAccept-Encoding: identity\r\nUser-Agent: Tenantry-Preflight\r\nConnection: close\r\n\r\n";
        connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().flush();
        var input = new BufferedInputStream(connection.getInputStream());
        var head = new Head(input);
        var parts = head.line().split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("[1-5]\\d\\d")) {
            throw new IOException("This is no answer of HTTP/1.1");
        }
        var headers = head.headers();
        var body = new ByteArrayOutputStream();
        var isWhole = "chunked".equalsIgnoreCase(headers.get("transfer-encoding"))
                ? readChunks(head, input, body)
                : copy(input, body, length(headers));
        return new PageResponse(
                Integer.parseInt(parts[1]),
                Optional.ofNullable(headers.get("location")),
                body.toString(StandardCharsets.UTF_8),
                isWhole);
    }

    private static long length(Map<String, String> headers) {
        var length = headers.getOrDefault("content-length", "");
        return length.matches("\\d{1,15}") ? Long.parseLong(length) : Long.MAX_VALUE;
    }

    private static boolean readChunks(Head head, InputStream input, ByteArrayOutputStream body) throws IOException {
        while (true) {
            var size = head.line().replaceFirst(";.*", "").strip();
            if (!size.matches("[0-9a-fA-F]{1,8}")) {
                throw new IOException("This is no chunk");
            }
            var length = Long.parseLong(size, 16);
            if (length == 0) {
                return true;
            }
            if (!copy(input, body, length)) {
                return false;
            }
            head.line();
        }
    }

    /** Whether all of it fits in what is read of a page. */
    private static boolean copy(InputStream input, ByteArrayOutputStream body, long length) throws IOException {
        var left = Math.min(length, LONGEST_BODY - body.size());
        while (left > 0) {
            var bytes = input.readNBytes((int) Math.min(left, 8192));
            body.writeBytes(bytes);
            left -= bytes.length;
            if (bytes.length == 0) {
                return true;
            }
        }
        return body.size() < LONGEST_BODY;
    }

    /** The lines before the body and between its chunks, of which there may not be too many. */
    private static final class Head {
        private final InputStream input;
        private int left = LONGEST_HEAD;

        Head(InputStream input) {
            this.input = input;
        }

        String line() throws IOException {
            var line = new ByteArrayOutputStream();
            for (var next = input.read(); next != '\n'; next = input.read()) {
                if (next < 0 || --left < 0) {
                    throw new IOException("The head does not end");
                }
                line.write(next);
            }
            return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
        }

        Map<String, String> headers() throws IOException {
            var headers = new HashMap<String, String>();
            for (var line = line(); !line.isEmpty(); line = line()) {
                var colon = line.indexOf(':');
                if (colon > 0) {
                    headers.put(
                            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                            line.substring(colon + 1).strip());
                }
            }
            return headers;
        }
    }
}
