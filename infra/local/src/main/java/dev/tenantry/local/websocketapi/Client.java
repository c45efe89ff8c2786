package dev.tenantry.local.websocketapi;

/**
 * Who is at the other end of a connection.
 *
 * @param userAgent as the handshake said, or null
 */
record Client(String sourceIp, String userAgent) {}
