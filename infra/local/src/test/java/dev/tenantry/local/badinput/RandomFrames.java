package dev.tenantry.local.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** Random bytes that a WebSocket client sends: good messages, odd ones, and breaches of RFC 6455. */
final class RandomFrames {
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;

    /** A message that is always answered. Its mask is zero. */
    static final byte[] PING_MESSAGE = Bytes.joined(
            head(FINAL | TEXT, MASKED, "{\"action\":\"ping\"}".length()),
            new byte[4],
            "{\"action\":\"ping\"}".getBytes(UTF_8));

    /** RFC 6455, section 7.4.1. */
    private static final int PROTOCOL_ERROR = 1002;

    private static final int UNSUPPORTED_DATA = 1003;
    private static final int INVALID_PAYLOAD = 1007;
    private static final int TOO_BIG = 1009;

    private static final List<String> MESSAGES = List.of(
            "{\"action\":\"subscribe\",\"jobId\":\"JOB\"}",
            "{\"action\":\"subscribe\",\"jobId\":\"JOB\",\"after\":3}",
            "{\"action\":\"subscribe\",\"orgId\":\"acme\"}",
            "{\"action\":\"unsubscribe\",\"jobId\":\"JOB\"}",
            "{\"action\":\"ping\",\"jobId\":\"JOB\"}",
            "{\"action\":\"ping\"}");

    private static final List<String> ODD = List.of(
            "",
            "null",
            "[]",
            "{",
            "1e999",
            "\"\"",
            "\\u0000",
            "{\"a\":",
            "\ud83d\ude00",
            "]",
            "-1",
            "x".repeat(900),
            ",,");

    private final Random random;
    private final String jobId;

    /**
     * Bytes to send at once.
     *
     * @param closes the status code with which the server must close the connection; none if it must stay open
     */
    @SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
    record Frames(String name, byte[] bytes, OptionalInt closes) {}

    RandomFrames(long seed, String jobId) {
        random = new Random(seed);
        this.jobId = jobId;
    }

    /** The next ones: one in five breaches the protocol. */
    Frames next() {
        return random.nextInt(5) > 0 ? message() : breach();
    }

    private Frames message() {
        var text = MESSAGES.get(random.nextInt(MESSAGES.size())).replace("JOB", jobId);
        for (var changes = random.nextInt(3); changes > 0; changes--) {
            var from = random.nextInt(text.length() + 1);
            var to = from + random.nextInt(text.length() - from + 1);
            text = text.substring(0, from) + ODD.get(random.nextInt(ODD.size())) + text.substring(to);
        }
        var payload = text.getBytes(UTF_8);
        if (payload.length < 2 || random.nextInt(4) > 0) {
            return new Frames(text, frame(FINAL | TEXT, payload), OptionalInt.empty());
        }
        var cut = 1 + random.nextInt(payload.length - 1);
        return new Frames(
                "in fragments, with a ping between: " + text,
                Bytes.joined(
                        frame(TEXT, Arrays.copyOf(payload, cut)),
                        frame(FINAL | PING, new byte[] {1}),
                        frame(FINAL, Arrays.copyOfRange(payload, cut, payload.length))),
                OptionalInt.empty());
    }

    private Frames breach() {
        var some = new byte[1 + random.nextInt(100)];
        random.nextBytes(some);
        var close = new byte[] {(byte) (1 + random.nextInt(2)), (byte) random.nextInt(200)};
        return switch (random.nextInt(11)) {
            case 0 -> breach("binary", frame(FINAL | BINARY, some), UNSUPPORTED_DATA);
            case 1 -> breach("a reserved bit", frame(FINAL | TEXT | 0x10 << random.nextInt(3), some), PROTOCOL_ERROR);
            case 2 -> breach("a reserved opcode", frame(FINAL | 3 + random.nextInt(5), some), PROTOCOL_ERROR);
            case 3 -> breach("no mask", unmasked("{}".getBytes(UTF_8)), PROTOCOL_ERROR);
            case 4 -> breach("a fragment of a ping", frame(PING, some), PROTOCOL_ERROR);
            case 5 -> breach("a ping of 126", frame(FINAL | PING, new byte[126]), PROTOCOL_ERROR);
            case 6 -> breach("a continuation of nothing", frame(FINAL, some), PROTOCOL_ERROR);
            case 7 -> breach("a close of one byte", frame(FINAL | CLOSE, new byte[1]), PROTOCOL_ERROR);
            case 8 -> breach("a status below 1000", frame(FINAL | CLOSE, close), PROTOCOL_ERROR);
            case 9 -> breach("no UTF-8", frame(FINAL | TEXT, new byte[] {'{', (byte) 0xc3, '}'}), INVALID_PAYLOAD);
            // API Gateway's limit of a frame is 32 KB.
            default ->
                breach("40,000 bytes", frame(FINAL | TEXT, "x".repeat(40_000).getBytes(UTF_8)), TOO_BIG);
        };
    }

    private static Frames breach(String name, byte[] bytes, int closes) {
        return new Frames(name, bytes, OptionalInt.of(closes));
    }

    private byte[] frame(int firstByte, byte[] payload) {
        var mask = new byte[4];
        random.nextBytes(mask);
        var masked = payload.clone();
        for (var i = 0; i < masked.length; i++) {
            masked[i] ^= mask[i % 4];
        }
        return Bytes.joined(head(firstByte, MASKED, payload.length), mask, masked);
    }

    private static byte[] unmasked(byte[] payload) {
        return Bytes.joined(head(FINAL | TEXT, 0, payload.length), payload);
    }

    /** The beginning of a frame: RFC 6455, section 5.2. */
    private static byte[] head(int firstByte, int masked, int length) {
        return length < 126
                ? new byte[] {(byte) firstByte, (byte) (masked | length)}
                : new byte[] {(byte) firstByte, (byte) (masked | 126), (byte) (length >> 8), (byte) length};
    }
}
