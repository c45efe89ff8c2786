package dev.tenantry.core.access;

import java.time.Instant;

/**
 * A right to open one connection of the live feed.
 *
 * @param secret what its holder shows, and nobody else knows
 * @param expiresAt until when, to the second
 */
public record LiveTicket(String secret, Instant expiresAt) {

    /** Without the secret: a ticket may be logged by accident. */
    @Override
    public String toString() {
        return "LiveTicket[expiresAt=" + expiresAt + "]";
    }
}
