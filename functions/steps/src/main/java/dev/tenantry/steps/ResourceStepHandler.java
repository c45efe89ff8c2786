package dev.tenantry.steps;

import dev.tenantry.core.job.StepName;
import dev.tenantry.steps.Keeper.Kept;
import java.util.ArrayList;
import java.util.stream.Collectors;

/** What the handlers of all steps do the same that make one resource, or a few, one after the other. */
abstract class ResourceStepHandler extends StepHandler {
    private final StepName step;
    private final World world;
    private final Keeper keeper;

    ResourceStepHandler(StepName step, World world) {
        super(step, world.runner());
        this.step = step;
        this.world = world;
        this.keeper = new Keeper(world.ledger());
    }

    @Override
    StepResult work(StepRun run) {
        var account = world.tenants().open(run.job().orgId());
        var kept = new ArrayList<Kept>();
        for (var resource : new Blueprint(run.job(), account, world).resources(step)) {
            kept.add(keeper.keep(run, resource));
        }
        return new StepResult(
                kept.stream().map(Kept::message).collect(Collectors.joining("; ")),
                kept.stream().map(Kept::toResource).toList());
    }
}
