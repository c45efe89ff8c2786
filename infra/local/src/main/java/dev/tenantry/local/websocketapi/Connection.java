package dev.tenantry.local.websocketapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.local.traffic.TrafficObserver;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** A connection that {@code $connect} has accepted; its socket opens a moment later. */
final class Connection {

    private final String id;
    private final Client client;
    private final Instant connectedAt;
    private final Outbox outbox;
    private final TrafficObserver observer;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile Optional<JsonNode> authorizer = Optional.empty();
    private volatile Instant lastActiveAt;
    private Session session;
    private CloseStatus closing;

    Connection(String id, Client client, Instant connectedAt, WebSocketLimits limits, TrafficObserver observer) {
        this.observer = observer;
        this.id = id;
        this.client = client;
        this.connectedAt = connectedAt;
        outbox = new Outbox(limits);
        lastActiveAt = connectedAt;
    }

    String id() {
        return id;
    }

    Client client() {
        return client;
    }

    Instant connectedAt() {
        return connectedAt;
    }

    /** What the Lambda authorizer said of it, if there is one. */
    Optional<JsonNode> authorizer() {
        return authorizer;
    }

    void authorized(JsonNode context) {
        authorizer = Optional.of(context);
    }

    Instant lastActiveAt() {
        return lastActiveAt;
    }

    void active(Instant now) {
        lastActiveAt = now;
    }

    /** Queues a message for the client; false if its buffer is full. */
    boolean send(String message) {
        observer.sent(id, message);
        return outbox.offer(message);
    }

    /** Notes a message of the client. */
    void received(String message, Instant now) {
        observer.received(id, message);
        active(now);
    }

    /** Completes when the socket is closed and {@code $disconnect} has run. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** The socket is open. */
    synchronized void open(Session opened) {
        session = opened;
        outbox.open(opened);
        if (closing != null) {
            close(closing);
        }
    }

    /** Closes the socket, or does so as soon as it is open. */
    synchronized void close(CloseStatus status) {
        closing = status;
        if (session != null) {
            session.close(status.code(), status.reason(), Callback.NOOP);
        }
    }
}
