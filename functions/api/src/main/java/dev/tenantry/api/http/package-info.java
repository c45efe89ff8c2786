/** Requests, responses and problems of the HTTP API, and the reading of JSON values in request bodies. */
package dev.tenantry.api.http;
