package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;

/** Creates the messaging service that sends and receives for the organisation's numbers. */
public final class CreateMessagingServiceHandler extends ResourceStepHandler {

    /** Made by Lambda. */
    public CreateMessagingServiceHandler() {
        this(World.of(Environment.current()));
    }

    CreateMessagingServiceHandler(World world) {
        super(StepName.CREATE_MESSAGING_SERVICE, world);
    }
}
