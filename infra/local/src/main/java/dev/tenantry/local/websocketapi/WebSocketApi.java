package dev.tenantry.local.websocketapi;

import dev.tenantry.local.apigateway.Integrations;
import dev.tenantry.local.apigateway.RequestIds;
import dev.tenantry.local.invocation.FunctionInvoker;
import dev.tenantry.local.traffic.TrafficObserver;
import dev.tenantry.local.web.Responses;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.Graceful;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketCreator;

/**
 * Serves the one stage of a WebSocket API at {@code ws://127.0.0.1:PORT/STAGE}. It takes WebSocket handshakes for that
 * path only and leaves every other request to the next handler.
 *
 * <p>A connection opens when {@code $connect} has returned a status of 200 to 299; any other status refuses the
 * handshake. The messages of one connection are handled one after another, those of different connections side by side.
 * Binary frames close the connection with 1003. Whatever ends a connection, {@code $disconnect} is invoked once; when
 * the server stops, as far as a second allows. On AWS that is best effort.
 */
public final class WebSocketApi extends Handler.Abstract implements Graceful {

    /** How long {@link #shutdown} waits for {@code $disconnect}: shorter than the server waits for it. */
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final WebSocketApiConfiguration configuration;
    private final FunctionInvoker functions;
    private final Clock clock;
    private final TrafficObserver observer;
    private final RouteSelectionExpression selection;
    private final Connections connections = new Connections();
    private volatile boolean shutDown;
    private Integrations integrations;
    private RouteInvoker routes;
    private ExecutorService threads;
    private ScheduledExecutorService timer;
    private ServerWebSocketContainer container;

    /**
     * Makes the API.
     *
     * @param functions invokes the routes' functions
     * @param clock tells the time of the events
     * @throws IllegalArgumentException if the route selection expression is not of the form {@code $request.body.name}
     */
    public WebSocketApi(WebSocketApiConfiguration configuration, FunctionInvoker functions, Clock clock) {
        this(configuration, functions, clock, TrafficObserver.NONE);
    }

    /**
     * Makes an API that is observed.
     *
     * @param functions invokes the routes' functions
     * @param clock tells the time of the events
     * @throws IllegalArgumentException if the route selection expression is not of the form {@code $request.body.name}
     */
    public WebSocketApi(
            WebSocketApiConfiguration configuration, FunctionInvoker functions, Clock clock, TrafficObserver observer) {
        this.observer = observer;
        this.configuration = configuration;
        this.functions = functions;
        this.clock = clock;
        selection = new RouteSelectionExpression(configuration.routeSelectionExpression());
    }

    Connections connections() {
        return connections;
    }

    WebSocketApiConfiguration configuration() {
        return configuration;
    }

    Clock clock() {
        return clock;
    }

    @Override
    protected void doStart() throws Exception {
        integrations = new Integrations(functions, configuration.limits().integrationTimeout());
        routes = new RouteInvoker(
                configuration, selection, new WebSocketEventFactory(configuration, clock), integrations);
        threads = Executors.newVirtualThreadPerTaskExecutor();
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory());
        container = ServerWebSocketContainer.ensure(getServer());
        super.doStart();
    }

    /**
     * Closes all connections with 1001; done when {@code $disconnect} has run for each of them, or a second is over.
     */
    @Override
    public CompletableFuture<Void> shutdown() {
        shutDown = true;
        var all = connections.all();
        all.forEach(connection -> connection.close(CloseStatus.GOING_AWAY));
        return CompletableFuture.allOf(all.stream().map(Connection::ended).toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean isShutdown() {
        return shutDown;
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        timer.shutdownNow();
        threads.shutdownNow();
        integrations.close();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var isHandshake = request.getHeaders().contains(HttpHeader.UPGRADE, "websocket");
        if (!isHandshake || !request.getHttpURI().getPath().equals("/" + configuration.stage())) {
            return false;
        }
        var handshake = new Handshake();
        try {
            return container.upgrade(handshake, request, response, callback);
        } finally {
            handshake.endUnless(response.getStatus() == HttpStatus.SWITCHING_PROTOCOLS_101);
        }
    }

    /** Asks {@code $connect} as soon as the request has proved to be a handshake. */
    private final class Handshake implements WebSocketCreator {

        private ClientSocket socket;

        /** Makes the server's end of the socket; null means that the handshake has been refused. */
        @Override
        public ClientSocket createWebSocket(
                ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback)
                throws InterruptedException {
            var client = new Client(
                    Request.getRemoteAddr(request), request.getHeaders().get(HttpHeader.USER_AGENT));
            var connection =
                    new Connection(RequestIds.next(), client, clock.instant(), configuration.limits(), observer);
            var answer = routes.connect(connection, request);
            if (!answer.isAccepted()) {
                Responses.bytes(response, callback, answer.status(), answer.body());
                return null;
            }
            answer.subprotocol().ifPresent(response::setAcceptedSubProtocol);
            connections.add(connection);
            socket = new ClientSocket(connection, connections, configuration.limits(), routes, clock, threads, timer);
            Request.addCompletionListener(request, failure -> endUnless(failure == null));
            return socket;
        }

        private void endUnless(boolean succeeded) {
            if (socket != null && !succeeded) {
                socket.neverOpened();
            }
        }
    }
}
