package dev.tenantry.local.websocketapi;

import dev.tenantry.local.apigateway.ApiIdentity;
import dev.tenantry.local.apigateway.Authorization;
import dev.tenantry.local.apigateway.LocalPrincipal;
import dev.tenantry.local.websocketapi.WebSocketEvent.ConnectAuthorization;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A WebSocket API with one stage.
 *
 * @param api what its events say about it
 * @param stage the stage's name, which is the path that clients connect to: {@code /{stage}}
 * @param routeSelectionExpression for instance {@code $request.body.action}
 * @param routes the function of each route by its key: {@code $connect}, {@code $disconnect}, {@code $default} or a
 *     name
 * @param authorization who may connect
 * @param authorizer who decides that if the authorization is {@link Authorization#LAMBDA}
 * @param principal who connects if the authorization is {@link Authorization#AWS_IAM}
 * @param limits its quotas
 */
public record WebSocketApiConfiguration(
        ApiIdentity api,
        String stage,
        String routeSelectionExpression,
        Map<String, String> routes,
        Authorization authorization,
        Optional<LambdaAuthorizer> authorizer,
        LocalPrincipal principal,
        WebSocketLimits limits) {

    /** Copies the map. */
    public WebSocketApiConfiguration {
        routes = Map.copyOf(routes);
    }

    /**
     * A Lambda authorizer of the type REQUEST.
     *
     * @param function what it invokes
     * @param identitySources what a handshake must have
     */
    public record LambdaAuthorizer(String function, List<IdentitySource> identitySources) {

        /** Copies the list. */
        public LambdaAuthorizer {
            identitySources = List.copyOf(identitySources);
        }
    }

    /**
     * A parameter that an authorizer goes by.
     *
     * @param isHeader whether it is a header of the handshake; else it is a parameter of its query
     * @param name its name
     */
    public record IdentitySource(boolean isHeader, String name) {

        private static final String HEADER = "route.request.header.";
        private static final String QUERY = "route.request.querystring.";

        /** The source of an expression; empty if it is none that is known here. */
        public static Optional<IdentitySource> of(String expression) {
            if (expression.startsWith(HEADER)) {
                return Optional.of(new IdentitySource(true, expression.substring(HEADER.length())));
            }
            return expression.startsWith(QUERY)
                    ? Optional.of(new IdentitySource(false, expression.substring(QUERY.length())))
                    : Optional.empty();
        }

        /** Whether a handshake has it, and it is not empty. */
        boolean isIn(ConnectAuthorization handshake) {
            var values = isHeader ? handshake.headers() : handshake.queryStringParameters();
            return values.entrySet().stream()
                    .anyMatch(value -> (isHeader
                                    ? value.getKey().equalsIgnoreCase(name)
                                    : value.getKey().equals(name))
                            && !value.getValue().isEmpty());
        }
    }
}
