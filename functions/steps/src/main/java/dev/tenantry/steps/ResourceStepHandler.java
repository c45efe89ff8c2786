package dev.tenantry.steps;

import dev.tenantry.core.job.StepName;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.Keeper.Kept;
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

    /**
     * Removes what earlier plans had in the place of what this one has: recorded resources of the same type under other
     * markers.
     *
     * @param delete deletes one at Twilio by its SID
     * @return how many there were
     */
    final int removeEarlier(StepRun run, Consumer<String> delete) {
        var account = world.tenants().open(run.job().orgId());
        var wanted = new Blueprint(run.job(), account, world)
                .resources(step).stream().map(TenantResource::marker).toList();
        var types = wanted.stream().map(Marker::type).toList();
        var earlier = world.ledger().sids(run.job().orgId()).entrySet().stream()
                .filter(recorded -> types.contains(recorded.getKey().type()) && !wanted.contains(recorded.getKey()))
                .toList();
        for (var recorded : earlier) {
            delete.accept(recorded.getValue());
            world.ledger().forget(recorded.getKey(), recorded.getValue());
        }
        return earlier.size();
    }
}
