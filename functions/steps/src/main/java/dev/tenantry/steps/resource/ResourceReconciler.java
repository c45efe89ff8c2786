package dev.tenantry.steps.resource;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.job.Resource;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.steps.engine.ExactlyOnce;
import dev.tenantry.steps.engine.ExactlyOnce.Origin;
import dev.tenantry.steps.engine.StepRun;

/**
 * Brings one resource to the plan: creates it once, adopts what earlier jobs left, updates what has drifted, and
 * replaces what is missing.
 */
public final class ResourceReconciler {
    private final ExactlyOnce exactlyOnce;
    private final Ledger ledger;

    /** @param ledger where resources are claimed and recorded */
    public ResourceReconciler(Ledger ledger) {
        this.exactlyOnce = new ExactlyOnce(ledger);
        this.ledger = ledger;
    }

    /** The action taken on a resource. */
    public enum Action {
        /** It exists because of this job. */
        CREATED("created"),
        /** It existed before the job, and had other settings. */
        UPDATED("brought to the plan"),
        /** It existed before the job, as the plan wants it. */
        ADOPTED("was there already");

        private final String words;

        Action(String words) {
            this.words = words;
        }
    }

    /**
     * A resource that exists, as the plan wants it.
     *
     * @param key which
     * @param name its name for people
     * @param sid Twilio's id of it
     * @param action what was done about it
     */
    public record Reconciled(ResourceKey key, String name, String sid, Action action) {
        /** Whether it exists because of the job, and not from before. */
        public boolean isNew() {
            return action == Action.CREATED;
        }

        /** The action taken, for people, e.g. {@code Messaging service MG… created}. */
        public String message() {
            return name + " " + sid + " " + action.words;
        }

        /** The resource as its step shows it. */
        public Resource toResource() {
            return new Resource(key.kind().id(), sid);
        }
    }

    /**
     * Brings the resource of this key to the plan of the run's job.
     *
     * @throws dev.tenantry.core.failure.ProvisioningFailure when it is not known to exist and to be in sync
     */
    public Reconciled reconcile(StepRun run, ResourceDefinition definition, ResourceKey key) {
        var ensured = exactlyOnce.ensure(run, key, () -> definition.adopt(run, key), () -> definition.create(run, key));
        var sid = ensured.sid();
        var untouched = ensured.isNew() ? Action.CREATED : Action.ADOPTED;
        if (ensured.origin() == Origin.CREATED) {
            return reconciled(run, definition, key, sid, untouched);
        }
        return switch (definition.compare(key, sid, run.plan())) {
            case IN_SYNC -> reconciled(run, definition, key, sid, untouched);
            case DRIFTED ->
                definition.update(key, sid, run.plan())
                        ? reconciled(run, definition, key, sid, ensured.isNew() ? Action.CREATED : Action.UPDATED)
                        : replace(run, definition, key, sid);
            case MISSING -> replace(run, definition, key, sid);
        };
    }

    private static Reconciled reconciled(
            StepRun run, ResourceDefinition definition, ResourceKey key, String sid, Action action) {
        return new Reconciled(key, definition.describe(run.plan()), sid, action);
    }

    private Reconciled replace(StepRun run, ResourceDefinition definition, ResourceKey key, String gone) {
        ledger.forget(key, gone);
        return reconcile(run, definition, key);
    }
}
