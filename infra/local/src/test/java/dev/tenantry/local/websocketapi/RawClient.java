package dev.tenantry.local.websocketapi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.OptionalInt;

/** A WebSocket client that sees frames as RFC 6455, section 5.2, lays them out. Its mask is zero. */
public final class RawClient implements AutoCloseable {

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int LENGTH_IN_16_BITS = 126;
    private static final int PATIENCE_MILLIS = 20_000;

    /** A frame that came in. */
    public record Frame(boolean isFinal, int opcode, int length, String text) {

        /** The status code of a close frame, 0 if it has none; empty for any other frame. */
        public OptionalInt closes() {
            return opcode == CLOSE ? OptionalInt.of(length < 2 ? 0 : closeCode()) : OptionalInt.empty();
        }

        /** The status code that a close frame starts with. */
        int closeCode() {
            return text.charAt(0) << 8 | text.charAt(1);
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    /** Connects to a path of a server on this machine. */
    public RawClient(int port, String path) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
        out.write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(US_ASCII));
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException(head.toString());
        }
    }

    /** Sends bytes, unless the server has closed the connection, which the next {@link #read} says. */
    public void send(byte[] bytes) throws IOException {
        try {
            out.write(bytes);
            out.flush();
        } catch (SocketException closed) {
            // What the server sent before is still to be read.
        }
    }

    /** Sends a text frame; the first of a message unless it is final. */
    void sendText(int length, boolean isFinal) throws IOException {
        sendFrame(isFinal ? FINAL | TEXT : TEXT, length);
    }

    /** Sends the next frame of a message. */
    void sendContinuation(int length, boolean isFinal) throws IOException {
        sendFrame(isFinal ? FINAL : 0, length);
    }

    private void sendFrame(int firstByte, int length) throws IOException {
        out.writeByte(firstByte);
        if (length < 1 << 16) {
            out.writeByte(MASKED | LENGTH_IN_16_BITS);
            out.writeShort(length);
        } else {
            out.writeByte(MASKED | LENGTH_IN_16_BITS + 1);
            out.writeLong(length);
        }
        out.writeInt(0);
        out.write("x".repeat(length).getBytes(UTF_8));
        out.flush();
    }

    /** Reads the next frame. */
    public Frame read() throws IOException {
        var first = in.readUnsignedByte();
        var length = in.readUnsignedByte();
        if (length == LENGTH_IN_16_BITS) {
            length = in.readUnsignedShort();
        }
        var payload = in.readNBytes(length);
        var opcode = first & 0x0f;
        return new Frame(
                (first & FINAL) != 0, opcode, length, new String(payload, opcode == CLOSE ? ISO_8859_1 : UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
