package dev.tenantry.local.websocketapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Queue;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * The frames that wait to be sent to a client. Adding never blocks: one frame is in flight at a time, the rest waits
 * here, up to a limit. It may be filled before the socket is open.
 */
final class Outbox extends IteratingCallback {

    /** No character takes more bytes in UTF-8. */
    private static final int MAX_BYTES_PER_CHAR = 3;

    private final int capacityBytes;
    private final int charsPerFrame;
    private final Queue<Frame> frames = new ArrayDeque<>();
    private Session session;
    private int waitingBytes;

    private record Frame(String text, boolean isLast, int bytes) {}

    Outbox(WebSocketLimits limits) {
        capacityBytes = limits.clientBufferBytes();
        charsPerFrame = limits.maxFrameBytes() / MAX_BYTES_PER_CHAR;
    }

    /** Queues a message; false if the client's buffer is full. */
    boolean offer(String message) {
        synchronized (this) {
            var bytes = message.getBytes(UTF_8).length;
            if (waitingBytes + bytes > capacityBytes) {
                return false;
            }
            waitingBytes += bytes;
            split(message);
        }
        iterate();
        return true;
    }

    private void split(String message) {
        var start = 0;
        do {
            var end = Math.min(message.length(), start + charsPerFrame);
            if (end < message.length() && Character.isHighSurrogate(message.charAt(end - 1))) {
                end--;
            }
            var text = message.substring(start, end);
            frames.add(new Frame(text, end == message.length(), text.getBytes(UTF_8).length));
            start = end;
        } while (start < message.length());
    }

    /** Starts sending. */
    void open(Session opened) {
        synchronized (this) {
            session = opened;
        }
        iterate();
    }

    @Override
    protected Action process() {
        Frame next;
        Session target;
        synchronized (this) {
            next = session == null ? null : frames.poll();
            target = session;
        }
        if (next == null) {
            return Action.IDLE;
        }
        target.sendPartialText(next.text(), next.isLast(), Callback.from(() -> sent(next), this::failed));
        return Action.SCHEDULED;
    }

    private void sent(Frame frame) {
        synchronized (this) {
            waitingBytes -= frame.bytes();
        }
        succeeded();
    }
}
