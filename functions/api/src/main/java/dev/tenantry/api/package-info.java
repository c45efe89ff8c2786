/**
 * The HTTP API: one handler a route. A handler reads the request, calls the use case, and maps its result; what is
 * wrong with a request is a {@link dev.tenantry.api.http.ProblemException}, which becomes an
 * {@code application/problem+json} answer in one place.
 */
package dev.tenantry.api;
