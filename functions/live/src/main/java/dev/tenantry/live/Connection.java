package dev.tenantry.live;

import dev.tenantry.core.access.Caller;
import java.time.Instant;

/**
 * An open WebSocket connection.
 *
 * @param id API Gateway's id of it
 * @param caller who opened it
 * @param connectedAt when
 * @param expiresAt when its rows no longer count, to the second
 */
record Connection(String id, Caller caller, Instant connectedAt, Instant expiresAt) {}
