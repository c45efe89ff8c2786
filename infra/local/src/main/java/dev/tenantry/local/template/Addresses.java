package dev.tenantry.local.template;

import java.net.URI;

/**
 * Where the local services answer.
 *
 * @param aws the endpoint of the AWS APIs
 * @param http the HTTP APIs
 * @param webSocket the WebSocket APIs, without a stage
 */
public record Addresses(URI aws, URI http, URI webSocket) {}
