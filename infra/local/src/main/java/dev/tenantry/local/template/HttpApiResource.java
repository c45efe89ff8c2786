package dev.tenantry.local.template;

import dev.tenantry.local.apigateway.Authorization;
import dev.tenantry.local.httpapi.CorsConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP API ({@code AWS::Serverless::HttpApi}) with its {@code $default} stage.
 *
 * @param logicalId its key in the template
 * @param id the API's id
 * @param authorizer its Lambda authorizer, if it has one
 * @param routes its routes, from the functions' events
 * @param cors its CORS configuration, if it has one
 */
public record HttpApiResource(
        String logicalId,
        String id,
        Optional<Authorizer> authorizer,
        List<Route> routes,
        Optional<CorsConfiguration> cors) {

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
     * @param authorization who may call it
     */
    public record Route(String method, String path, String functionArn, Authorization authorization) {}

    /**
     * A Lambda authorizer of payload format 2.0 with simple responses, for the header {@code Authorization}.
     *
     * @param name what routes call it
     * @param functionArn what it invokes
     * @param timeToLive how long an answer is kept for the same header
     */
    public record Authorizer(String name, String functionArn, Duration timeToLive) {}
}
