/**
 * What API Gateway's HTTP APIs and WebSocket APIs have in common: identity, ids, times, authorization, integrations.
 */
package dev.tenantry.local.apigateway;
