package dev.tenantry.local.websocketapi;

/**
 * The client at the other end of a connection.
 *
 * @param userAgent as the handshake said, or null
 */
record Client(String sourceIp, String userAgent) {}
