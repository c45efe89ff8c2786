package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.PermanentFailureException;

/** Has Twilio review who the business is. It says that it cannot do that yet. */
public final class RegisterCustomerProfileHandler extends StepHandler {
    /** Made by Lambda. */
    public RegisterCustomerProfileHandler() {
        super(
                StepName.REGISTER_CUSTOMER_PROFILE,
                World.of(Environment.current()).runner());
    }

    @Override
    StepResult work(StepRun run) {
        throw new PermanentFailureException(FailureDetails.of(
                "Registrations cannot be made yet.", "Operator: trigger the organisation with a plan without them."));
    }
}
