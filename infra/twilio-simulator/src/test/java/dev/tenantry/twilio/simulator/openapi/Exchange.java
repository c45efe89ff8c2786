package dev.tenantry.twilio.simulator.openapi;

import java.util.List;
import java.util.Map;

/**
 * A request and its answer.
 *
 * @param method the HTTP method
 * @param host such as {@code api.twilio.com}
 * @param path the path behind the host
 * @param query the query's parameters
 * @param form the form's parameters
 * @param status the HTTP status
 * @param body the answer's body; empty when there is none
 */
public record Exchange(
        String method,
        String host,
        String path,
        Map<String, List<String>> query,
        Map<String, List<String>> form,
        int status,
        String body) {}
