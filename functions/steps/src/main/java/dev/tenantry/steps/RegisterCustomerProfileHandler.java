package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;
import dev.tenantry.steps.Submitter.Submitted;
import java.util.List;

/** Has Twilio review who the business is, and waits for that: nothing of A2P goes on without. */
public final class RegisterCustomerProfileHandler extends ReviewStepHandler {

    /** Made by Lambda. */
    public RegisterCustomerProfileHandler() {
        this(World.of(Environment.current()));
    }

    RegisterCustomerProfileHandler(World world) {
        super(StepName.REGISTER_CUSTOMER_PROFILE, Reviewers.TWILIO, world);
    }

    @Override
    List<Submitted> submit(StepRun run, Registrations registrations, Submitter submitter) {
        return List.of(submitter.submit(run, registrations.customerProfile()));
    }
}
