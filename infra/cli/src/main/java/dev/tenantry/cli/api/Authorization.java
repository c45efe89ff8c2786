package dev.tenantry.cli.api;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** How a request says who sends it. */
public interface Authorization {
    /** Not at all. */
    Authorization NONE = (_, _, _) -> Map.of();

    /** By an access token (RFC 6750). */
    static Authorization bearer(String token) {
        var headers = Map.of("Authorization", List.of("Bearer " + token));
        return (_, _, _) -> headers;
    }

    /** The headers to send with a request. */
    Map<String, List<String>> headers(String method, URI uri, byte[] body) throws ApiException, InterruptedException;

    /** Drops what a server has refused; whether the next request says it in another way. */
    default boolean renew() {
        return false;
    }
}
