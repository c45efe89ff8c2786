package dev.tenantry.steps;

import dev.tenantry.core.job.Resource;
import dev.tenantry.core.job.StepName;
import dev.tenantry.steps.Keeper.Kept;
import dev.tenantry.twilio.TenantAccount;
import java.util.ArrayList;
import java.util.function.Consumer;
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
    final StepResult work(StepRun run) {
        var account = run.inTime(world.tenants().open(run.job().orgId()));
        var blueprint = new Blueprint(run.job(), account, world);
        var kept = new ArrayList<Kept>();
        for (var resource : blueprint.resources(step)) {
            kept.add(keeper.keep(run, resource));
        }
        var made = new StepResult(
                kept.stream().map(Kept::message).collect(Collectors.joining("; ")),
                kept.stream().map(Kept::toResource).toList());
        return finish(run, account, blueprint, made);
    }

    /**
     * What is left to do once the step's resources are there; most steps have nothing.
     *
     * @param made the resources, and what a person wants to know of them
     * @return what came of the whole step
     */
    StepResult finish(StepRun run, TenantAccount account, Blueprint blueprint, StepResult made) {
        return made;
    }

    /**
     * Removes what earlier plans had in the place of what this one has: other recorded resources of the same types.
     *
     * @param made the step's resources
     * @param delete deletes one at Twilio by its SID
     * @return how many there were
     */
    final int removeEarlier(StepRun run, StepResult made, Consumer<String> delete) {
        var types = made.resources().stream().map(Resource::type).toList();
        var sids = made.resources().stream().map(Resource::sid).toList();
        var earlier = world.ledger().sids(run.job().orgId()).entrySet().stream()
                .filter(recorded ->
                        types.contains(recorded.getKey().type().word()) && !sids.contains(recorded.getValue()))
                .toList();
        for (var recorded : earlier) {
            delete.accept(recorded.getValue());
            world.ledger().forget(recorded.getKey(), recorded.getValue());
        }
        return earlier.size();
    }
}
