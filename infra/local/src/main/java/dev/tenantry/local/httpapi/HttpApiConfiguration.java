package dev.tenantry.local.httpapi;

import dev.tenantry.local.apigateway.ApiIdentity;
import dev.tenantry.local.apigateway.Authorization;
import dev.tenantry.local.apigateway.LocalPrincipal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP API.
 *
 * @param api what its events say about it
 * @param routes its routes
 * @param authorizer its Lambda authorizer, if it has one
 * @param cors its CORS configuration, if it has one
 * @param principal who calls its {@link Authorization#AWS_IAM} routes
 * @param integrationTimeout how long a function may take; on AWS at most 30 seconds
 */
public record HttpApiConfiguration(
        ApiIdentity api,
        List<HttpRoute> routes,
        Optional<LambdaAuthorizer> authorizer,
        Optional<CorsConfiguration> cors,
        LocalPrincipal principal,
        Duration integrationTimeout) {

    /** AWS's default and highest integration timeout. */
    public static final Duration MAX_INTEGRATION_TIMEOUT = Duration.ofSeconds(30);

    /**
     * A Lambda authorizer.
     *
     * @param function the function that it invokes
     * @param timeToLive how long its answer is kept for the same header
     */
    public record LambdaAuthorizer(String function, Duration timeToLive) {}

    /** Copies the list. */
    public HttpApiConfiguration {
        routes = List.copyOf(routes);
    }
}
