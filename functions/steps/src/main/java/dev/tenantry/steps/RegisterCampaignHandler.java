package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.PermanentFailureException;

/** Has the carriers review what the business sends. It says that it cannot do that yet. */
public final class RegisterCampaignHandler extends StepHandler {
    /** Made by Lambda. */
    public RegisterCampaignHandler() {
        super(StepName.REGISTER_CAMPAIGN, World.of(Environment.current()).runner());
    }

    @Override
    StepResult work(StepRun run) {
        throw new PermanentFailureException(FailureDetails.of(
                "Registrations cannot be made yet.", "Operator: trigger the organisation with a plan without them."));
    }
}
