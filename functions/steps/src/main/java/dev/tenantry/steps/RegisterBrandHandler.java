package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.PermanentFailureException;

/** Registers the business with the carriers. It says that it cannot do that yet. */
public final class RegisterBrandHandler extends StepHandler {
    /** Made by Lambda. */
    public RegisterBrandHandler() {
        super(StepName.REGISTER_BRAND, World.of(Environment.current()).runner());
    }

    @Override
    StepResult work(StepRun run) {
        throw new PermanentFailureException(FailureDetails.of(
                "Registrations cannot be made yet.", "Operator: trigger the organisation with a plan without them."));
    }
}
