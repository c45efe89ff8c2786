package dev.tenantry.local.template.evaluation;

import java.net.URI;

/**
 * The addresses of the local services.
 *
 * @param aws the endpoint of the AWS APIs
 * @param http the HTTP APIs
 * @param webSocket the WebSocket APIs, without a stage
 */
public record Addresses(URI aws, URI http, URI webSocket) {}
