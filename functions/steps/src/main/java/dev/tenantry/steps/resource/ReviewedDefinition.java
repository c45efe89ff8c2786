package dev.tenantry.steps.resource;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.twilio.review.ReviewStatus;
import java.util.List;
import java.util.Optional;

/** The definition of a kind that is reviewed before it can be used. */
public interface ReviewedDefinition extends ResourceDefinition {
    /** The status of the review of the resource of this SID; empty when it is gone. */
    Optional<ReviewStatus> status(String sid);

    /**
     * Submits what was never submitted, or was rejected, with the plan's data as they are now: always by a change of
     * the existing resource. Never called while it is reviewed, or after it was approved.
     */
    void submit(StepRun run, ResourceKey key, String sid);

    /**
     * Whether the plan has come to ask for something that no correction of the resource can bring about, so that it
     * would have to be deleted and registered again.
     */
    default boolean isReplacementNeeded(StepRun run, String sid) {
        return false;
    }

    /** What is reviewed can be changed only by submitting it again, so there is no difference to correct before. */
    @Override
    default Optional<List<Difference>> differences(ResourceKey key, String sid, Plan plan) {
        return status(sid).map(_ -> List.of());
    }
}
