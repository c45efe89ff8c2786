package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;

/** Creates the TwiML application that answers calls to the organisation's numbers. */
public final class CreateTwimlApplicationHandler extends ResourceStepHandler {

    /** Made by Lambda. */
    public CreateTwimlApplicationHandler() {
        this(World.of(Environment.current()));
    }

    CreateTwimlApplicationHandler(World world) {
        super(StepName.CREATE_TWIML_APPLICATION, world);
    }
}
