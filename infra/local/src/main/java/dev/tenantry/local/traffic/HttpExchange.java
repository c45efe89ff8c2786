package dev.tenantry.local.traffic;

import java.util.Map;

/**
 * A request and its answer.
 *
 * @param path still percent-encoded
 * @param query still percent-encoded; empty if there is none
 * @param requestHeaders by name in lower case
 * @param requestBody empty if the request was refused before it was read
 * @param responseHeaders by name in lower case
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
public record HttpExchange(
        String method,
        String path,
        String query,
        Map<String, String> requestHeaders,
        byte[] requestBody,
        int status,
        Map<String, String> responseHeaders,
        byte[] responseBody) {

    /** Copies the headers. */
    public HttpExchange {
        requestHeaders = Map.copyOf(requestHeaders);
        responseHeaders = Map.copyOf(responseHeaders);
    }

    @Override
    public String toString() {
        return method + " " + path + (query.isEmpty() ? "" : "?" + query) + " → " + status;
    }
}
