package dev.tenantry.steps.engine;

import dev.tenantry.core.job.AwaitedReview;
import dev.tenantry.core.job.Resource;
import java.util.List;
import java.util.Optional;

/**
 * The result of a step's work.
 *
 * @param message what a person wants to know of it
 * @param resources what exists at Twilio because of the step
 * @param waitingFor whose decision it needs now; empty when it is done
 */
public record StepResult(String message, List<Resource> resources, Optional<AwaitedReview> waitingFor) {

    /** The result of a step that is done. */
    public StepResult(String message, List<Resource> resources) {
        this(message, resources, Optional.empty());
    }
}
