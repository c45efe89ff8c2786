package dev.tenantry.cli.follow;

import dev.tenantry.cli.api.LiveSocket;

/** What a connection's threads tell the following thread. */
sealed interface Signal {
    /** Which connection tells it; those that were given up still may. */
    int connection();

    /** The connection stands. */
    record Opened(int connection, LiveSocket socket) implements Signal {}

    /** A frame arrived. */
    record Received(int connection, String text) implements Signal {}

    /** The connection is gone, or never came to be. */
    record Closed(int connection, String reason) implements Signal {}
}
