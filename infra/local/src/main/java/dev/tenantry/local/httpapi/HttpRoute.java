package dev.tenantry.local.httpapi;

import dev.tenantry.local.apigateway.Authorization;
import java.util.Objects;

/**
 * A route of an HTTP API and the function behind it.
 *
 * @param method an HTTP method in capitals, or {@code ANY}
 * @param path a path with variables, for instance {@code /pets/{petId}} or {@code /files/{proxy+}}, or {@code $default}
 * @param function the function's logical id, name or ARN
 * @param authorization who may call it
 */
public record HttpRoute(String method, String path, String function, Authorization authorization) {

    static final String ANY = "ANY";
    static final String DEFAULT = "$default";

    /**
     * Checks the route.
     *
     * @throws IllegalArgumentException if the path neither starts with a slash nor is {@code $default}, or if a greedy
     *     variable is not its last part
     */
    public HttpRoute {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(function, "function");
        Objects.requireNonNull(authorization, "authorization");
        if (!path.equals(DEFAULT) && !path.startsWith("/")) {
            throw new IllegalArgumentException("A route's path starts with / or is $default: " + path);
        }
        var greedy = path.indexOf("+}");
        if (greedy >= 0 && greedy != path.length() - 2) {
            throw new IllegalArgumentException("A greedy path variable must be at the end of the path: " + path);
        }
    }

    /** The route that takes what no other route matches. */
    public static HttpRoute defaultRoute(String function, Authorization authorization) {
        return new HttpRoute(ANY, DEFAULT, function, authorization);
    }

    /** The key by which API Gateway names the route: {@code GET /pets/{petId}}, or {@code $default}. */
    public String key() {
        return path.equals(DEFAULT) ? DEFAULT : method + " " + path;
    }
}
