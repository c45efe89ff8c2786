package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.steps.definition.ResourceDefinitions;
import dev.tenantry.steps.engine.MessageParts;
import dev.tenantry.steps.engine.StepResult;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.resource.ResourceDefinition;
import dev.tenantry.steps.resource.ResourceReconciler;
import dev.tenantry.steps.resource.ResourceReconciler.Reconciled;
import dev.tenantry.steps.resource.TenantContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Handler of every step that makes resources and does nothing else: brings the resources of the step's kinds to the
 * plan, one after the other. The environment variable {@code STEP} names the step.
 */
public class ResourceStepHandler extends StepHandler {
    private final StepDependencies dependencies;
    private final ResourceReconciler reconciler;

    public ResourceStepHandler() {
        this(StepName.ofId(Environment.current().require("STEP")), StepDependencies.of(Environment.current()));
    }

    ResourceStepHandler(StepName step, StepDependencies dependencies) {
        super(step, dependencies.runner());
        this.dependencies = dependencies;
        this.reconciler = new ResourceReconciler(dependencies.ledger());
    }

    @Override
    final Optional<ResourceKey> first(Job job) {
        return step().kinds().stream()
                .flatMap(kind -> kind.keys(job.orgId(), job.plan()).stream())
                .findFirst();
    }

    @Override
    final StepResult work(StepRun run) {
        // One resource of the step may need the one before it.
        var made = new HashMap<ResourceKey, String>();
        var tenant = dependencies.tenant(run).knowing(key -> Optional.ofNullable(made.get(key))
                .or(() -> run.recordedBefore(key)));
        var definitions = new ResourceDefinitions(tenant);
        var reconciled = new ArrayList<Reconciled>();
        for (var kind : step().kinds()) {
            for (var key : kind.keys(run.orgId(), run.plan())) {
                var resource = reconciler.reconcile(run, definitions.of(kind), key);
                made.put(key, resource.sid());
                reconciled.add(resource);
            }
        }
        return finish(run, tenant, definitions, reconciled);
    }

    /**
     * Does what is left to do once the step's resources exist: deletes the earlier resources that they replace.
     *
     * @return the result of the whole step
     */
    StepResult finish(StepRun run, TenantContext tenant, ResourceDefinitions definitions, List<Reconciled> reconciled) {
        return result(reconciled, "", deleteEarlier(run, tenant, definitions, reconciled));
    }

    /**
     * The result of a step that has made resources.
     *
     * @param also what else was done, as the end of a sentence, or empty
     * @param deleted how many earlier resources were deleted
     */
    static StepResult result(List<Reconciled> reconciled, String also, int deleted) {
        return new StepResult(
                reconciled.stream().map(Reconciled::message).collect(Collectors.joining("; "))
                        + also
                        + MessageParts.removed(deleted),
                reconciled.stream().map(Reconciled::toResource).toList());
    }

    /**
     * Deletes what earlier plans had in the place of what this one has: other recorded resources of the same kinds.
     *
     * @return how many there were
     */
    final int deleteEarlier(
            StepRun run, TenantContext tenant, ResourceDefinitions definitions, List<Reconciled> reconciled) {
        return step().kinds().stream()
                .filter(kind -> definitions.of(kind).replacesEarlier())
                .mapToInt(kind -> deleteEarlier(run, tenant, definitions.of(kind), reconciled))
                .sum();
    }

    private static int deleteEarlier(
            StepRun run, TenantContext tenant, ResourceDefinition definition, List<Reconciled> reconciled) {
        var wanted = reconciled.stream().map(Reconciled::key).toList();
        var earlier = run.recorded().get().sids().entrySet().stream()
                .filter(recorded ->
                        recorded.getKey().kind() == definition.kind() && !wanted.contains(recorded.getKey()))
                .toList();
        for (var recorded : earlier) {
            definition.delete(recorded.getValue(), Rollback.DEFAULT);
            tenant.ledger().forget(recorded.getKey(), recorded.getValue());
        }
        return earlier.size();
    }
}
