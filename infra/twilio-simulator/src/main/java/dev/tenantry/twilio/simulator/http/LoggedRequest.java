package dev.tenantry.twilio.simulator.http;

import java.time.Instant;

/**
 * A request that was answered or dropped.
 *
 * @param at when it came in
 * @param method the HTTP method
 * @param host the host that was meant
 * @param path the path behind the host
 * @param account the account that it acted upon; null when that was not found out
 * @param status the HTTP status; null when the connection was dropped
 * @param code Twilio's error code; null when it went well
 * @param fault how it was made to fail; null when it was not
 * @param processed whether it had its effect
 */
record LoggedRequest(
        Instant at,
        String method,
        String host,
        String path,
        String account,
        Integer status,
        Integer code,
        String fault,
        boolean processed) {}
