package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.steps.definition.ResourceDefinitions;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.resource.ReviewSubmitter;
import dev.tenantry.steps.resource.ReviewSubmitter.Submitted;
import java.util.List;

/**
 * Registers the business with the carriers' registry, for a fee that is paid once, and waits for the decision. A trust
 * product that was rejected meanwhile, for which no step waits, is submitted again before.
 */
public final class RegisterBrandHandler extends ReviewStepHandler {
    public RegisterBrandHandler() {
        super(StepName.REGISTER_BRAND, Environment.current());
    }

    RegisterBrandHandler(StepDependencies dependencies, ReviewDependencies reviews) {
        super(StepName.REGISTER_BRAND, dependencies, reviews);
    }

    @Override
    List<Submitted> submit(StepRun run, ResourceDefinitions definitions, ReviewSubmitter submitter) {
        var trustProduct = ResourceKind.TRUST_PRODUCT;
        submitter.submit(run, definitions.reviewed(trustProduct), trustProduct.key(run.orgId()));
        return super.submit(run, definitions, submitter);
    }
}
