package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;
import dev.tenantry.steps.Submitter.Submitted;
import java.util.List;

/** Has the carriers review what the business sends, for a fee that is paid once, and waits for that. */
public final class RegisterCampaignHandler extends ReviewStepHandler {

    /** Made by Lambda. */
    public RegisterCampaignHandler() {
        this(World.of(Environment.current()));
    }

    RegisterCampaignHandler(World world) {
        super(StepName.REGISTER_CAMPAIGN, Reviewers.CARRIERS, world);
    }

    @Override
    List<Submitted> submit(StepRun run, Registrations registrations, Submitter submitter) {
        return List.of(submitter.submit(run, registrations.campaign()));
    }
}
