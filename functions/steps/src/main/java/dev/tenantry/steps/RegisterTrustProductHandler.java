package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.PermanentFailureException;

/** Has Twilio review what the business is for its messaging. It says that it cannot do that yet. */
public final class RegisterTrustProductHandler extends StepHandler {
    /** Made by Lambda. */
    public RegisterTrustProductHandler() {
        super(StepName.REGISTER_TRUST_PRODUCT, World.of(Environment.current()).runner());
    }

    @Override
    StepResult work(StepRun run) {
        throw new PermanentFailureException(FailureDetails.of(
                "Registrations cannot be made yet.", "Operator: trigger the organisation with a plan without them."));
    }
}
