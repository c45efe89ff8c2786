package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;

/** Creates the organisation's Verify service. */
public final class CreateVerifyServiceHandler extends ResourceStepHandler {

    /** Made by Lambda. */
    public CreateVerifyServiceHandler() {
        this(World.of(Environment.current()));
    }

    CreateVerifyServiceHandler(World world) {
        super(StepName.CREATE_VERIFY_SERVICE, world);
    }
}
