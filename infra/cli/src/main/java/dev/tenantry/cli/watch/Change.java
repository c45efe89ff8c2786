package dev.tenantry.cli.watch;

import dev.tenantry.cli.api.Status;
import dev.tenantry.cli.api.Step;
import java.time.Instant;

/** Something about a job that a person would want to see change. */
public sealed interface Change {
    /** When it happened, by the server's clock. */
    Instant at();

    /**
     * A step came to a status, began again, or has something new to say.
     *
     * @param at when
     * @param step the step after it
     */
    record StepChange(Instant at, Step step) implements Change {}

    /**
     * The job came to a status.
     *
     * @param at when
     * @param status the status
     */
    record JobChange(Instant at, Status status) implements Change {}
}
