package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;

/** Has Twilio tell the organisation's callback address what becomes of registrations. */
public final class SubscribeToEventsHandler extends ResourceStepHandler {

    /** Made by Lambda. */
    public SubscribeToEventsHandler() {
        this(World.of(Environment.current()));
    }

    SubscribeToEventsHandler(World world) {
        super(StepName.SUBSCRIBE_TO_EVENTS, world);
    }
}
