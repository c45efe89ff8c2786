package dev.tenantry.cli.follow;

import java.time.Duration;

/** How fresh what is shown is. */
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
