package dev.tenantry.local.websocketapi;

import java.time.Duration;

/**
 * The quotas of a WebSocket API.
 *
 * @param idleTimeout after this long without a frame a connection is closed with 1001
 * @param connectionDuration after this long a connection is closed with 1001
 * @param integrationTimeout how long a function may take
 * @param maxMessageBytes a longer message closes the connection with 1009, and is refused by {@code @connections} with
 *     413
 * @param maxFrameBytes a longer frame closes the connection with 1009; longer messages to the client are split
 * @param clientBufferBytes how much may wait for a slow client before {@code @connections} answers 429
 */
public record WebSocketLimits(
        Duration idleTimeout,
        Duration connectionDuration,
        Duration integrationTimeout,
        int maxMessageBytes,
        int maxFrameBytes,
        int clientBufferBytes) {

    /** AWS's quotas; that of the client's buffer is not published, so it is a guess. */
    public static final WebSocketLimits AWS = new WebSocketLimits(
            Duration.ofMinutes(10), Duration.ofHours(2), Duration.ofSeconds(29), 128 * 1024, 32 * 1024, 1024 * 1024);

    /** The same with other durations of a connection. */
    public WebSocketLimits withDurations(Duration idle, Duration connection) {
        return new WebSocketLimits(
                idle, connection, integrationTimeout, maxMessageBytes, maxFrameBytes, clientBufferBytes);
    }

    /** The same with another integration timeout. */
    public WebSocketLimits withIntegrationTimeout(Duration timeout) {
        return new WebSocketLimits(
                idleTimeout, connectionDuration, timeout, maxMessageBytes, maxFrameBytes, clientBufferBytes);
    }
}
