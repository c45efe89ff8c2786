package dev.tenantry.local.template;

import java.util.Map;

/**
 * A WebSocket API ({@code AWS::Serverless::WebSocketApi}).
 *
 * @param logicalId its key in the template
 * @param id the API's id
 * @param stage the name of its stage
 * @param routeSelectionExpression for instance {@code $request.body.action}
 * @param routes the ARN of the function of each route key
 * @param iam whether only principals of the account may connect
 */
public record WebSocketApiResource(
        String logicalId,
        String id,
        String stage,
        String routeSelectionExpression,
        Map<String, String> routes,
        boolean iam) {

    /** Copies the routes. */
    public WebSocketApiResource {
        routes = Map.copyOf(routes);
    }
}
