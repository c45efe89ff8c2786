package dev.tenantry.live;

import java.time.Instant;

/**
 * An open WebSocket connection.
 *
 * @param id API Gateway's id of it
 * @param principal the ARN of the IAM identity that opened it
 * @param connectedAt when
 * @param expiresAt when its rows no longer count, to the second
 */
record Connection(String id, String principal, Instant connectedAt, Instant expiresAt) {}
