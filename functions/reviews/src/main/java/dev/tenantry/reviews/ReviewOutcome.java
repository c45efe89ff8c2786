package dev.tenantry.reviews;

import dev.tenantry.core.failure.NeedsHumanException;

/** The outcome, so far, of the reviews that a step waits for. */
public sealed interface ReviewOutcome {
    /** Some reviews are open, and none has ended in a rejection. */
    record Open() implements ReviewOutcome {}

    /**
     * All that the step needs is approved.
     *
     * @param message what is, for people
     */
    record Approved(String message) implements ReviewOutcome {}

    /**
     * One was decided against it, or cannot come to an end.
     *
     * @param failure what the step fails with: the reviewers' reasons in words, and what has to be corrected
     */
    record Rejected(NeedsHumanException failure) implements ReviewOutcome {}
}
