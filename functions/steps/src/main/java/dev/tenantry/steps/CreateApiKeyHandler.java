package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;

/** Creates the API key with which the operator's own back end acts for the organisation, and keeps its secret. */
public final class CreateApiKeyHandler extends ResourceStepHandler {

    /** Made by Lambda. */
    public CreateApiKeyHandler() {
        this(World.of(Environment.current()));
    }

    CreateApiKeyHandler(World world) {
        super(StepName.CREATE_API_KEY, world);
    }
}
