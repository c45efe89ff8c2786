package dev.tenantry.local.template;

import dev.tenantry.local.apigateway.Authorization;
import dev.tenantry.local.websocketapi.WebSocketApiConfiguration.LambdaAuthorizer;
import java.util.Map;
import java.util.Optional;

/**
 * A WebSocket API ({@code AWS::Serverless::WebSocketApi}).
 *
 * @param logicalId its key in the template
 * @param id the API's id
 * @param stage the name of its stage
 * @param routeSelectionExpression for instance {@code $request.body.action}
 * @param routes the ARN of the function of each route key
 * @param authorization who may connect
 * @param authorizer its Lambda authorizer, if it has one
 */
public record WebSocketApiResource(
        String logicalId,
        String id,
        String stage,
        String routeSelectionExpression,
        Map<String, String> routes,
        Authorization authorization,
        Optional<LambdaAuthorizer> authorizer) {

    /** Copies the routes. */
    public WebSocketApiResource {
        routes = Map.copyOf(routes);
    }
}
