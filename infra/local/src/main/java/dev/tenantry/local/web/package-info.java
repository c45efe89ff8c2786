/**
 * The HTTP server of the local endpoints: on 127.0.0.1, with request bodies, JSON answers and the check for local
 * callers.
 */
package dev.tenantry.local.web;
