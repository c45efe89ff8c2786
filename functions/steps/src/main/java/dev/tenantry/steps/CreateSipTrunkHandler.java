package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;

/** Creates the organisation's SIP trunk, and where its calls go. */
public final class CreateSipTrunkHandler extends ResourceStepHandler {

    /** Made by Lambda. */
    public CreateSipTrunkHandler() {
        this(World.of(Environment.current()));
    }

    CreateSipTrunkHandler(World world) {
        super(StepName.CREATE_SIP_TRUNK, world);
    }
}
