package dev.tenantry.steps;

import dev.tenantry.twilio.ReviewStatus;
import java.util.Optional;

/** A resource that people review before it can be used. */
interface ReviewedResource extends TenantResource {

    /** How its review stands; empty when it is gone. */
    Optional<ReviewStatus> status(String sid);

    /**
     * Hands in what was never handed in, or was rejected, with the plan's data as they are now: always by a change of
     * the one that is there. Never called while it is reviewed, or after it was approved.
     */
    void handIn(String sid);

    /** What is reviewed can be changed only by handing it in again, so there is no difference to mend before. */
    @Override
    default State compare(String sid) {
        return State.of(status(sid).map(_ -> true));
    }
}
