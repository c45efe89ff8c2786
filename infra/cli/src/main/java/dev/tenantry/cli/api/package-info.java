/**
 * A client of the two public contracts, HTTP and WebSocket: addresses, signatures, answers, refusals. Knows nothing of
 * terminals.
 */
package dev.tenantry.cli.api;
