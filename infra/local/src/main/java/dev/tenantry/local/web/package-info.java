/** What every local endpoint needs to serve HTTP: a server on 127.0.0.1, request bodies, JSON answers. */
package dev.tenantry.local.web;
