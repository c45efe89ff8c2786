/** The WebSocket API, and the broadcaster behind the table's stream. */
package dev.tenantry.live;
