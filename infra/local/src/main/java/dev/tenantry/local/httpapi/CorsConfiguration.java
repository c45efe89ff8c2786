package dev.tenantry.local.httpapi;

import java.time.Duration;
import java.util.List;

/**
 * An HTTP API's CORS configuration, with the meaning of {@code AWS::ApiGatewayV2::Api Cors}. Lists may be empty.
 *
 * @param allowOrigins origins, {@code *}, or a scheme with a wildcard such as {@code https://*}
 * @param allowMethods methods, or {@code *}
 * @param allowHeaders request headers, or {@code *}
 * @param exposeHeaders response headers that scripts may read, or {@code *}
 * @param allowCredentials whether cookies and the like are allowed
 * @param maxAge how long a browser may remember a preflight answer; zero says nothing of it
 */
public record CorsConfiguration(
        List<String> allowOrigins,
        List<String> allowMethods,
        List<String> allowHeaders,
        List<String> exposeHeaders,
        boolean allowCredentials,
        Duration maxAge) {

    /** Copies the lists. */
    public CorsConfiguration {
        allowOrigins = List.copyOf(allowOrigins);
        allowMethods = List.copyOf(allowMethods);
        allowHeaders = List.copyOf(allowHeaders);
        exposeHeaders = List.copyOf(exposeHeaders);
    }
}
