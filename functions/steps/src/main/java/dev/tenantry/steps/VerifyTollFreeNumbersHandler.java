package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.steps.definition.ResourceDefinitions;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.resource.ReviewSubmitter;
import dev.tenantry.steps.resource.ReviewSubmitter.Submitted;
import java.util.List;

/** Submits what each of the planned toll-free numbers sends for Twilio's review, and waits for all of them. */
public final class VerifyTollFreeNumbersHandler extends ReviewStepHandler {
    public VerifyTollFreeNumbersHandler() {
        super(StepName.VERIFY_TOLL_FREE_NUMBERS, Environment.current());
    }

    VerifyTollFreeNumbersHandler(StepDependencies dependencies, ReviewDependencies reviews) {
        super(StepName.VERIFY_TOLL_FREE_NUMBERS, dependencies, reviews);
    }

    @Override
    List<Submitted> submit(StepRun run, ResourceDefinitions definitions, ReviewSubmitter submitter) {
        var submitted = super.submit(run, definitions, submitter);
        if (submitted.isEmpty()) {
            throw new NeedsHumanException(FailureDetails.of(
                    "The plan wants toll-free numbers verified, and has none.",
                    "Operator: retry the job with a plan that has toll-free numbers, or no toll-free verification."));
        }
        return submitted;
    }
}
