/**
 * The data plane of an Amazon API Gateway WebSocket API whose routes are Lambda proxy integrations, and its
 * {@code @connections} management API.
 *
 * <p>Rules and shapes are those of the API Gateway Developer Guide: "Manage connected users and client apps", "Working
 * with routes for WebSocket APIs", "Use @connections commands in your backend service" and "Quotas for configuring and
 * running a WebSocket API".
 */
package dev.tenantry.local.websocketapi;
