package dev.tenantry.cli.watch;

import java.time.Duration;

/** State of the live connection, which says how fresh the display is. */
public sealed interface Connection {
    /** Not known yet. */
    record Connecting() implements Connection {}

    /** Changes arrive as they happen. */
    record Live() implements Connection {}

    /**
     * Changes are asked for.
     *
     * @param every how often
     * @param reason why they do not arrive by themselves
     */
    record Polling(Duration every, String reason) implements Connection {}
}
