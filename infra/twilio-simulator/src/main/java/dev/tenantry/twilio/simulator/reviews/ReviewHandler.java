package dev.tenantry.twilio.simulator.reviews;

import dev.tenantry.twilio.simulator.callbacks.Callback;
import java.util.List;

/**
 * Handler of a review's start and end, which changes the reviewed resource. Both run inside a transaction, and do
 * nothing when it is gone.
 */
public interface ReviewHandler {
    /** Somebody begins to look at it; returns what Twilio tells of that. */
    List<Callback> begin(Review review);

    /**
     * It is decided; returns what Twilio tells of that.
     *
     * @param outcome not never; a rejection with code and reason
     */
    List<Callback> end(String sid, ReviewOutcome outcome);

    /**
     * What was decided is decided otherwise.
     *
     * @return whether this is a thing of the handler's to which that can happen
     */
    default boolean reconsider(String sid, ReviewOutcome outcome) {
        return false;
    }
}
