package dev.tenantry.cli.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** One connection for live updates. */
public final class LiveSocket implements AutoCloseable {
    private final WebSocket webSocket;
    private final Listener listener;

    LiveSocket(WebSocket webSocket, Listener listener) {
        this.webSocket = webSocket;
        this.listener = listener;
    }

    /** What happens on a connection; called from the transport's threads, frames one at a time and in order. */
    public interface Listener {
        /** A whole frame arrived. */
        void received(String text);

        /** The connection is gone; may be said more than once. */
        void closed(String reason);
    }

    /** Asks for what happens to a job after a version. */
    public void subscribe(String jobId, long after) {
        send(action("subscribe").put("jobId", jobId).put("after", after));
    }

    /** Asks for a sign of life. */
    public void ping() {
        send(action("ping"));
    }

    /** Takes leave, so that the server need not find out, and drops the connection. */
    @Override
    public void close() {
        var _ = webSocket
                .sendClose(WebSocket.NORMAL_CLOSURE, "")
                .orTimeout(1, TimeUnit.SECONDS)
                .whenComplete((_, _) -> webSocket.abort());
    }

    private void send(ObjectNode message) {
        var _ = webSocket.sendText(message.toString(), true).whenComplete((_, failure) -> {
            if (failure != null) {
                listener.closed("cannot send: " + failure.getMessage());
            }
        });
    }

    private static ObjectNode action(String name) {
        return Json.MAPPER.createObjectNode().put("action", name);
    }

    /** Joins the parts of frames and hands them on. */
    static WebSocket.Listener incoming(Listener listener) {
        return new Incoming(listener);
    }

    private static final class Incoming implements WebSocket.Listener {
        private final Listener listener;
        private final StringBuilder frame = new StringBuilder();

        Incoming(Listener listener) {
            this.listener = listener;
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
            frame.append(part);
            if (last) {
                listener.received(frame.toString());
                frame.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            listener.closed("closed by the server (" + statusCode + (reason.isEmpty() ? "" : " " + reason) + ")");
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            listener.closed(String.valueOf(error.getMessage()));
        }
    }
}
