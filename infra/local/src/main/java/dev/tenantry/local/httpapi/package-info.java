/**
 * The data plane of an Amazon API Gateway HTTP API whose routes are Lambda proxy integrations of payload format 2.0.
 *
 * <p>Rules and shapes are those of the API Gateway Developer Guide: "Create routes for HTTP APIs", "Create AWS Lambda
 * proxy integrations for HTTP APIs", "Configure CORS for HTTP APIs" and "Quotas for configuring and running an HTTP
 * API".
 */
package dev.tenantry.local.httpapi;
