package dev.tenantry.local.template;

import java.util.List;

/**
 * An HTTP API ({@code AWS::Serverless::HttpApi}) with its {@code $default} stage.
 *
 * @param logicalId its key in the template
 * @param id the API's id
 * @param routes its routes, from the functions' events
 */
public record HttpApiResource(String logicalId, String id, List<Route> routes) {

    /** Copies the routes. */
    public HttpApiResource {
        routes = List.copyOf(routes);
    }

    /**
     * A route and the function that serves it.
     *
     * @param method an HTTP method, or {@code ANY}
     * @param path the path, with {@code {parameters}}
     * @param functionArn what the route invokes
     * @param iam whether only principals of the account may call it
     */
    public record Route(String method, String path, String functionArn, boolean iam) {}
}
