package dev.tenantry.steps;

import dev.tenantry.core.job.Resource;
import dev.tenantry.core.job.WaitingFor;
import java.util.List;
import java.util.Optional;

/**
 * What came of a step's work.
 *
 * @param message what a person wants to know of it
 * @param resources what exists at Twilio because of the step
 * @param waitingFor whose decision it needs now; empty when it is done
 */
record StepResult(String message, List<Resource> resources, Optional<WaitingFor> waitingFor) {

    /** The result of a step that is done. */
    StepResult(String message, List<Resource> resources) {
        this(message, resources, Optional.empty());
    }
}
