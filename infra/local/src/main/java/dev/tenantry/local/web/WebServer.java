package dev.tenantry.local.web;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP server on one port of 127.0.0.1. Each request is handled on a virtual thread, so handlers may block.
 *
 * <p>Several can run in one JVM. To serve more than one thing on a port, give it a {@link Handler.Sequence}: the first
 * handler that accepts a request answers it.
 */
public final class WebServer implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(WebServer.class);

    /** How long {@link #close} lets requests in flight finish. */
    private static final long STOP_TIMEOUT_MILLIS = 2_000;

    /** How long {@link #close} waits for clients that keep an idle connection open. */
    private static final long IDLE_CONNECTION_MILLIS = 50;

    private static final int IDLE_THREAD_MILLIS = 10_000;

    /** How long a client may stop sending in the middle of a request: as long as API Gateway waits for a function. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ExecutorService virtualThreads;
    private final Server server;
    private final ServerConnector connector;

    private WebServer(int port, Duration patience) {
        virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
        var pool = new QueuedThreadPool();
        pool.setVirtualThreadsExecutor(virtualThreads);
        // By default one thread a minute is given back after a burst.
        pool.setIdleTimeout(IDLE_THREAD_MILLIS);
        pool.setMaxEvictCount(pool.getMaxThreads());
        server = new Server(pool);
        connector = connector(server, port);
        connector.setIdleTimeout(patience.toMillis());
        server.addConnector(connector);
        server.setErrorHandler(new JsonErrorHandler());
        server.setStopTimeout(STOP_TIMEOUT_MILLIS);
    }

    /**
     * Starts a server.
     *
     * @param port the port, or 0 for a free one
     * @param handler what answers; it is started and stopped with the server
     * @return the running server
     * @throws IllegalStateException if it cannot start, for instance because the port is taken
     */
    public static WebServer start(int port, Handler handler) {
        return bind(port).serve(handler);
    }

    /**
     * Starts a server on a free port.
     *
     * @param patience how long a client may stop sending in the middle of a request
     * @param handler what answers; it is started and stopped with the server
     */
    public static WebServer start(Duration patience, Handler handler) {
        return bind(0, patience).serve(handler);
    }

    /**
     * Takes a port without answering yet, for what must know the address first. Clients that connect wait for
     * {@link #serve}.
     *
     * @param port the port, or 0 for a free one
     * @return the server
     * @throws IllegalStateException if the port is taken
     */
    public static WebServer bind(int port) {
        return bind(port, PATIENCE);
    }

    private static WebServer bind(int port, Duration patience) {
        var bound = new WebServer(port, patience);
        try {
            bound.connector.open();
            return bound;
        } catch (IOException e) {
            bound.close();
            throw new IllegalStateException("The port " + port + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Starts answering.
     *
     * @param handler what answers; it is started and stopped with the server
     * @return this server
     * @throws IllegalStateException if the handler cannot start
     */
    public WebServer serve(Handler handler) {
        server.setHandler(new GracefulHandler(handler));
        try {
            server.start();
            return this;
        } catch (Exception e) {
            close();
            throw new IllegalStateException("The server on port " + port() + " did not start: " + e.getMessage(), e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Its address, for instance {@code http://127.0.0.1:8080}, without a path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /**
     * Stops accepting, lets requests in flight finish for two seconds, cuts off those that take longer, then stops the
     * handlers.
     */
    @Override
    public void close() {
        var port = port();
        try {
            server.stop();
        } catch (TimeoutException e) {
            // Jetty throws this once everything is stopped.
            LOGGER.info("Requests in flight on port {} were cut off, after {} ms", port, STOP_TIMEOUT_MILLIS);
        } catch (Exception e) {
            throw new IllegalStateException("The server on port " + port + " did not stop cleanly", e);
        } finally {
            // A server that never came to serve has a connector that the server does not stop.
            connector.close();
            virtualThreads.shutdownNow();
        }
    }

    private static ServerConnector connector(Server server, int port) {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        var connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setShutdownIdleTimeout(IDLE_CONNECTION_MILLIS);
        return connector;
    }
}
