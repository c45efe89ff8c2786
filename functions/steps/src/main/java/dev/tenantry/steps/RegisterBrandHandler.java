package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;
import dev.tenantry.steps.Submitter.Submitted;
import java.util.List;

/**
 * Registers the business with the carriers, for a fee that is paid once, and waits for that. A trust product that was
 * rejected meanwhile, of which no step waits, is handed in again before.
 */
public final class RegisterBrandHandler extends ReviewStepHandler {

    /** Made by Lambda. */
    public RegisterBrandHandler() {
        this(World.of(Environment.current()));
    }

    RegisterBrandHandler(World world) {
        super(StepName.REGISTER_BRAND, Reviewers.REGISTRY, world);
    }

    @Override
    List<Submitted> submit(StepRun run, Registrations registrations, Submitter submitter) {
        submitter.submit(run, registrations.trustProduct());
        return List.of(submitter.submit(run, registrations.brand()));
    }
}
