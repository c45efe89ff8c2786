package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;
import java.util.List;

/** Has Twilio review what the business is for its messaging. Twilio's guide lets the brand follow at once. */
public final class RegisterTrustProductHandler extends StepHandler {
    private final World world;

    /** Made by Lambda. */
    public RegisterTrustProductHandler() {
        this(World.of(Environment.current()));
    }

    RegisterTrustProductHandler(World world) {
        super(StepName.REGISTER_TRUST_PRODUCT, world.runner());
        this.world = world;
    }

    @Override
    StepResult work(StepRun run) {
        var account = run.inTime(world.tenants().open(run.job().orgId()));
        var product = new Submitter(world.ledger(), StepName.REGISTER_TRUST_PRODUCT)
                .submit(run, new Registrations(run, account, world).trustProduct());
        return new StepResult(
                product.subject()
                        + (product.approved() ? " is approved" : " is submitted; nothing waits for its review"),
                List.of(product.toResource()));
    }
}
