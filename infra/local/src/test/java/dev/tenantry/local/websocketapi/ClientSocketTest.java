package dev.tenantry.local.websocketapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.local.apigateway.ApiIdentity;
import dev.tenantry.local.apigateway.Authorization;
import dev.tenantry.local.apigateway.Integrations;
import dev.tenantry.local.apigateway.LocalPrincipal;
import dev.tenantry.local.invocation.FakeFunctions;
import dev.tenantry.local.traffic.TrafficObserver;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.jetty.websocket.api.Session;
import org.junit.jupiter.api.Test;

class ClientSocketTest {

    @Test
    void aClientThatGoesWhileItsMessageIsHandledIsNoError() throws Exception {
        var functions = new FakeFunctions().returning("default", "{\"statusCode\":200}");
        var clock = Clock.systemUTC();
        try (var timer = Executors.newSingleThreadScheduledExecutor();
                var integrations = new Integrations(functions, WebSocketLimits.AWS.integrationTimeout())) {
            var connection = new Connection(
                    "c", new Client("127.0.0.1", "test"), clock.instant(), WebSocketLimits.AWS, TrafficObserver.NONE);
            var socket = new ClientSocket(
                    connection,
                    new Connections(),
                    WebSocketLimits.AWS,
                    routes(integrations, clock),
                    clock,
                    Runnable::run,
                    timer);
            socket.onWebSocketOpen(goneSession());

            socket.onWebSocketText("{}");

            assertThat(functions.next().function()).isEqualTo("default");
            timer.shutdownNow();
        }
    }

    private static RouteInvoker routes(Integrations integrations, Clock clock) {
        var configuration = new WebSocketApiConfiguration(
                ApiIdentity.of("123456789012", "eu-west-1", "a1b2c3d4e5"),
                "live",
                "$request.body.action",
                Map.of("$default", "default"),
                Authorization.NONE,
                Optional.empty(),
                LocalPrincipal.user("123456789012", "local"),
                WebSocketLimits.AWS);
        var selection = new RouteSelectionExpression(configuration.routeSelectionExpression());
        return new RouteInvoker(
                configuration, selection, new WebSocketEventFactory(configuration, clock), integrations);
    }

    /** Jetty's session after a write has failed. */
    private static Session goneSession() {
        return (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Session.class}, (_, method, _) -> {
                    if (method.getName().equals("demand")) {
                        throw new IllegalStateException("Flusher is failed");
                    }
                    return null;
                });
    }
}
