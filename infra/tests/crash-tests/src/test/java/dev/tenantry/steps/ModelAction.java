package dev.tenantry.steps;

import dev.tenantry.steps.OutboundCalls.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Something that may happen to an organisation. It says what, not when it can: what is not possible by then does
 * nothing, so that any part of a sequence is a sequence.
 */
sealed interface ModelAction {
    /** Somebody asks for a job with one of the plans. */
    record Trigger(int plan) implements ModelAction {}

    /**
     * The state machine runs a step that is due.
     *
     * @param pick which of those that are due
     * @param fault what goes wrong, if anything
     * @param at at which of its calls
     */
    record Run(int pick, Optional<Fault> fault, int at) implements ModelAction {}

    /** A function is invoked once more, whatever has become of its step. */
    record Repeat(int pick) implements ModelAction {}

    /** The state machine waits. */
    record Pass(Duration time) implements ModelAction {}

    /** Somebody cancels the job. */
    record Cancel() implements ModelAction {}

    /** The end of an execution reaches the finalizer, or comes once more. */
    record Settle() implements ModelAction {}

    /** Somebody retries the job, with one of the plans. */
    record Retry(int plan) implements ModelAction {}

    /** Somebody has the job rolled back. */
    record RollBack() implements ModelAction {}

    /** A sequence of actions, beginning with a job. */
    static List<ModelAction> sequence(Random random) {
        var actions = new ArrayList<ModelAction>();
        actions.add(new Trigger(random.nextInt(2)));
        for (var left = 4 + random.nextInt(12); left > 0; left--) {
            actions.add(any(random));
        }
        return actions;
    }

    private static ModelAction any(Random random) {
        var dice = random.nextInt(100);
        if (dice < 62) {
            return new Run(random.nextInt(12), fault(random), random.nextInt(12));
        } else if (dice < 70) {
            return new Repeat(random.nextInt(12));
        } else if (dice < 80) {
            return new Pass(Duration.ofSeconds(1 + random.nextInt(90)));
        } else if (dice < 84) {
            return new Cancel();
        } else if (dice < 88) {
            return new Settle();
        } else if (dice < 93) {
            return new Retry(random.nextInt(2));
        } else if (dice < 96) {
            return new RollBack();
        } else {
            return new Trigger(random.nextInt(2));
        }
    }

    private static Optional<Fault> fault(Random random) {
        var faults = List.copyOf(EnumSet.allOf(Fault.class));
        return random.nextInt(100) < 30 ? Optional.empty() : Optional.of(faults.get(random.nextInt(faults.size())));
    }
}
