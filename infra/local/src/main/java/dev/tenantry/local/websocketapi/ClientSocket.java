package dev.tenantry.local.websocketapi;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's end of one socket. It asks for the next frame only when the last message has been handled, which keeps
 * the messages in order and slows a client down that sends faster.
 *
 * <p>Public because Jetty looks up the methods of its listeners.
 */
public final class ClientSocket implements Session.Listener {

    private static final Logger LOGGER = LoggerFactory.getLogger(ClientSocket.class);
    private static final CloseStatus ABNORMAL = new CloseStatus(1006, "");

    private final Connection connection;
    private final Connections connections;
    private final WebSocketLimits limits;
    private final RouteInvoker routes;
    private final Clock clock;
    private final Executor threads;
    private final ScheduledExecutorService timer;
    private Session session;
    private Future<?> lifetime;

    ClientSocket(
            Connection connection,
            Connections connections,
            WebSocketLimits limits,
            RouteInvoker routes,
            Clock clock,
            Executor threads,
            ScheduledExecutorService timer) {
        this.connection = connection;
        this.connections = connections;
        this.limits = limits;
        this.routes = routes;
        this.clock = clock;
        this.threads = threads;
        this.timer = timer;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        session.setIdleTimeout(limits.idleTimeout());
        session.setMaxTextMessageSize(limits.maxMessageBytes());
        session.setMaxFrameSize(limits.maxFrameBytes());
        // Otherwise Jetty would split a frame that is too long instead of refusing it.
        session.setAutoFragment(false);
        lifetime = timer.schedule(
                () -> connection.close(CloseStatus.GOING_AWAY),
                limits.connectionDuration().toMillis(),
                TimeUnit.MILLISECONDS);
        connection.open(session);
        demand();
    }

    @Override
    public void onWebSocketText(String message) {
        threads.execute(() -> receive(message));
    }

    private void receive(String message) {
        connection.received(message, clock.instant());
        try {
            routes.message(connection, message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        demand();
    }

    private void demand() {
        try {
            session.demand();
        } catch (IllegalStateException gone) {
            // The client went while its message was handled: the close tells the rest.
            LOGGER.debug("Connection {} is gone", connection.id(), gone);
        }
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        connection.close(CloseStatus.UNSUPPORTED_DATA);
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        // The close that follows tells the rest.
        LOGGER.debug("Connection {} failed", connection.id(), cause);
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        lifetime.cancel(false);
        end(new CloseStatus(code, reason == null ? "" : reason));
        callback.succeed();
    }

    /** The handshake failed after {@code $connect} had accepted it. */
    void neverOpened() {
        end(ABNORMAL);
    }

    private void end(CloseStatus status) {
        if (connections.remove(connection)) {
            threads.execute(() -> disconnect(status));
        }
    }

    private void disconnect(CloseStatus status) {
        try {
            routes.disconnect(connection, status);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.ended().complete(null);
    }
}
