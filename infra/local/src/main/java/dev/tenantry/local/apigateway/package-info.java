/**
 * The parts that API Gateway's HTTP APIs and WebSocket APIs share: identity, ids, times, authorization, integrations.
 */
package dev.tenantry.local.apigateway;
