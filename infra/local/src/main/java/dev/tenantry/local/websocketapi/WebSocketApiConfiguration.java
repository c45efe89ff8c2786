package dev.tenantry.local.websocketapi;

import dev.tenantry.local.apigateway.ApiIdentity;
import dev.tenantry.local.apigateway.Authorization;
import dev.tenantry.local.apigateway.LocalPrincipal;
import java.util.Map;

/**
 * A WebSocket API with one stage.
 *
 * @param api what its events say about it
 * @param stage the stage's name, which is the path that clients connect to: {@code /{stage}}
 * @param routeSelectionExpression for instance {@code $request.body.action}
 * @param routes the function of each route by its key: {@code $connect}, {@code $disconnect}, {@code $default} or a
 *     name
 * @param authorization who may connect
 * @param principal who connects if the authorization is {@link Authorization#AWS_IAM}
 * @param limits its quotas
 */
public record WebSocketApiConfiguration(
        ApiIdentity api,
        String stage,
        String routeSelectionExpression,
        Map<String, String> routes,
        Authorization authorization,
        LocalPrincipal principal,
        WebSocketLimits limits) {

    /** Copies the map. */
    public WebSocketApiConfiguration {
        routes = Map.copyOf(routes);
    }
}
