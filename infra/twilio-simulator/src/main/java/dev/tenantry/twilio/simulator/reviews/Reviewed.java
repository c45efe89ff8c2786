package dev.tenantry.twilio.simulator.reviews;

import dev.tenantry.twilio.simulator.callbacks.Callback;
import dev.tenantry.twilio.simulator.domain.Outcome;
import dev.tenantry.twilio.simulator.domain.Review;
import java.util.List;

/** What a kind of review does to what is reviewed. Both run inside a transaction, and do nothing when it is gone. */
interface Reviewed {
    /** Somebody begins to look at it; returns what Twilio tells of that. */
    List<Callback> begin(Review review);

    /**
     * It is decided; returns what Twilio tells of that.
     *
     * @param outcome not never; a rejection with code and reason
     */
    List<Callback> end(String sid, Outcome outcome);
}
