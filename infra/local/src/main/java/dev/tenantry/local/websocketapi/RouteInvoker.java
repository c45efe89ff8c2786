package dev.tenantry.local.websocketapi;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.tenantry.local.apigateway.Authorization;
import dev.tenantry.local.apigateway.AuthorizerDecision;
import dev.tenantry.local.apigateway.Integrations;
import dev.tenantry.local.apigateway.RequestIds;
import dev.tenantry.local.invocation.InvocationResult;
import dev.tenantry.local.web.Json;
import dev.tenantry.local.web.LocalCallers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Invokes the functions of the routes and decides what becomes of the connection. */
final class RouteInvoker {

    private static final Logger LOGGER = LoggerFactory.getLogger(RouteInvoker.class);
    private static final String CONNECT = "$connect";
    private static final String DISCONNECT = "$disconnect";
    private static final String DEFAULT = "$default";

    private final WebSocketApiConfiguration configuration;
    private final RouteSelectionExpression selection;
    private final WebSocketEventFactory events;
    private final Integrations integrations;
    private final Optional<ConnectAuthorizer> authorizer;

    RouteInvoker(
            WebSocketApiConfiguration configuration,
            RouteSelectionExpression selection,
            WebSocketEventFactory events,
            Integrations integrations) {
        this.configuration = configuration;
        this.selection = selection;
        this.events = events;
        this.integrations = integrations;
        authorizer = configuration.authorizer().map(one -> new ConnectAuthorizer(one, integrations));
    }

    /**
     * Asks the authorizer, and then {@code $connect}, whether to accept a connection; without that route everyone is
     * accepted whom the authorizer lets pass.
     */
    ConnectAnswer connect(Connection connection, Request request) throws InterruptedException {
        var answer = authorize(connection, request);
        return answer.isAccepted() ? askConnect(connection, request) : answer;
    }

    private ConnectAnswer authorize(Connection connection, Request request) throws InterruptedException {
        if (configuration.authorization() == Authorization.AWS_IAM && !LocalCallers.isLocal(request)) {
            return refused(403, "Forbidden");
        }
        if (authorizer.isEmpty()) {
            return ConnectAnswer.ACCEPTED;
        }
        try {
            return switch (authorizer.get().decide(events.authorization(connection, request))) {
                case AuthorizerDecision.Allowed allowed -> {
                    connection.authorized(allowed.context());
                    yield ConnectAnswer.ACCEPTED;
                }
                case AuthorizerDecision.Denied _ -> refused(403, "Forbidden");
                case AuthorizerDecision.Unidentified _ -> refused(401, "Unauthorized");
            };
        } catch (IOException | ExecutionException | TimeoutException e) {
            return failed("The authorizer of " + CONNECT, 500, "Internal server error", e);
        }
    }

    private ConnectAnswer askConnect(Connection connection, Request request) throws InterruptedException {
        var function = configuration.routes().get(CONNECT);
        if (function == null) {
            return ConnectAnswer.ACCEPTED;
        }
        try {
            return switch (integrations.invoke(function, events.connect(connection, request))) {
                case InvocationResult.Success success -> ConnectAnswer.read(success.payload());
                case InvocationResult.FunctionError error -> failed(CONNECT, 502, "Internal server error", null);
                case InvocationResult.ServiceError error -> failed(CONNECT, 500, "Internal server error", null);
            };
        } catch (IOException | ExecutionException e) {
            return failed(CONNECT, 502, "Internal server error", e);
        } catch (TimeoutException e) {
            return failed(CONNECT, 504, "Endpoint request timed out", e);
        }
    }

    private static ConnectAnswer failed(String route, int status, String message, Exception cause) {
        LOGGER.warn("{} failed", route, cause);
        return refused(status, message);
    }

    private static ConnectAnswer refused(int status, String message) {
        return new ConnectAnswer(status, Optional.empty(), Json.bytes(new Refusal(message)));
    }

    private record Refusal(String message) {}

    /** Passes a message to its route. What the function returns goes nowhere: a route has no route response here. */
    void message(Connection connection, String body) throws InterruptedException {
        var requestId = RequestIds.next();
        var route = selection.select(body).filter(this::isMessageRoute).orElse(DEFAULT);
        var function = configuration.routes().get(route);
        if (function == null) {
            tell(connection, requestId, "Forbidden");
            return;
        }
        try {
            var result = integrations.invoke(function, events.message(connection, route, requestId, body));
            if (!(result instanceof InvocationResult.Success)) {
                LOGGER.warn("Route {} failed", route);
                tell(connection, requestId, "Internal server error");
            }
        } catch (ExecutionException e) {
            LOGGER.warn("Route {} failed", route, e);
            tell(connection, requestId, "Internal server error");
        } catch (TimeoutException e) {
            LOGGER.warn("Route {} timed out", route);
            tell(connection, requestId, "Endpoint request timed out");
        }
    }

    private boolean isMessageRoute(String key) {
        return !key.equals(CONNECT)
                && !key.equals(DISCONNECT)
                && configuration.routes().containsKey(key);
    }

    private static void tell(Connection connection, String requestId, String message) {
        var frame = Json.bytes(new ErrorFrame(message, connection.id(), requestId));
        if (!connection.send(new String(frame, StandardCharsets.UTF_8))) {
            LOGGER.warn("Connection {} reads too slowly to be told of an error", connection.id());
        }
    }

    @JsonPropertyOrder({"message", "connectionId", "requestId"})
    private record ErrorFrame(String message, String connectionId, String requestId) {}

    /** Tells {@code $disconnect} that a connection has ended. */
    void disconnect(Connection connection, CloseStatus status) throws InterruptedException {
        var function = configuration.routes().get(DISCONNECT);
        if (function == null) {
            return;
        }
        try {
            var result = integrations.invoke(function, events.disconnect(connection, status));
            if (!(result instanceof InvocationResult.Success)) {
                LOGGER.warn("Route {} failed", DISCONNECT);
            }
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.warn("Route {} failed", DISCONNECT, e);
        }
    }
}
