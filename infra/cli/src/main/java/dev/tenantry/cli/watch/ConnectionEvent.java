package dev.tenantry.cli.watch;

import dev.tenantry.cli.api.LiveSocket;

/** Event that a connection's threads report to the thread that follows the job. */
sealed interface ConnectionEvent {
    /** The number of the connection that reports it; a connection that was abandoned may still report. */
    int connection();

    /** The connection stands. */
    record Opened(int connection, LiveSocket socket) implements ConnectionEvent {}

    /** A frame arrived. */
    record Received(int connection, String text) implements ConnectionEvent {}

    /** The connection is gone, or never came to be. */
    record Closed(int connection, String reason) implements ConnectionEvent {}
}
