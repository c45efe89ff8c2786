package dev.tenantry.local.websocketapi;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket client that collects what it receives. */
final class TestClient implements WebSocket.Listener, AutoCloseable {

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<CloseStatus> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final boolean reads;
    private WebSocket socket;

    private TestClient(boolean reads) {
        this.reads = reads;
    }

    static TestClient connect(HttpClient http, URI uri) {
        return new TestClient(true).open(http, uri);
    }

    /** A client that never reads. */
    static TestClient connectDeaf(HttpClient http, URI uri) {
        return new TestClient(false).open(http, uri);
    }

    private TestClient open(HttpClient http, URI uri) {
        socket = http.newWebSocketBuilder()
                .header("X-Two", "one")
                .header("X-Two", "two")
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(uri, this)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        return this;
    }

    void send(String message) {
        socket.sendText(message, true).orTimeout(10, TimeUnit.SECONDS).join();
    }

    WebSocket socket() {
        return socket;
    }

    String nextMessage() throws InterruptedException {
        var message = messages.poll(10, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("No message came");
        }
        return message;
    }

    /** Waits until the server has closed the connection. */
    CloseStatus closed() {
        return closed.orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** Closes normally and waits for the server's answer, unless the server has closed already. */
    @Override
    public void close() {
        if (!closed.isDone()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye")
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        }
        if (reads) {
            closed();
        }
        socket.abort();
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reads) {
            opened.request(1);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        closed.complete(new CloseStatus(statusCode, reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }
}
