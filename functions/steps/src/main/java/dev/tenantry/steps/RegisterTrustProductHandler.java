package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.steps.definition.ResourceDefinitions;
import dev.tenantry.steps.engine.StepResult;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.resource.ReviewSubmitter;
import java.util.List;

/**
 * Submits the A2P trust product for Twilio's review, and does not wait for it: by Twilio's guide the brand may follow
 * at once.
 */
public final class RegisterTrustProductHandler extends StepHandler {
    private final StepDependencies dependencies;

    public RegisterTrustProductHandler() {
        this(StepDependencies.of(Environment.current()));
    }

    RegisterTrustProductHandler(StepDependencies dependencies) {
        super(StepName.REGISTER_TRUST_PRODUCT, dependencies.runner());
        this.dependencies = dependencies;
    }

    @Override
    StepResult work(StepRun run) {
        var kind = ResourceKind.TRUST_PRODUCT;
        var definition = new ResourceDefinitions(dependencies.tenant(run)).reviewed(kind);
        var product = new ReviewSubmitter(dependencies.ledger(), step()).submit(run, definition, kind.key(run.orgId()));
        return new StepResult(
                product.subject()
                        + (product.approved() ? " is approved" : " is submitted; nothing waits for its review"),
                List.of(product.resource().toResource()));
    }
}
