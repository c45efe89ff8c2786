package dev.tenantry.steps.resource;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.engine.ResourceDeleter;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.engine.TwilioResource;
import java.util.List;
import java.util.Optional;

/**
 * Definition of a resource kind: all that is done about it at Twilio, in one organisation's tenant. The steps that
 * create and check resources, and the rollback, have no other knowledge of a kind; what needs no Twilio is in
 * {@link ResourceKind}.
 *
 * <p>Every method throws a {@link dev.tenantry.core.failure.ProvisioningFailure} when Twilio does not do what it is
 * asked, or its answer is lost.
 */
public interface ResourceDefinition {
    /** The kind that is defined. */
    ResourceKind kind();

    /** Looks for the resource of this key, after a creation of unknown outcome. */
    Optional<TwilioResource> find(ResourceKey key);

    /** Creates the resource of this key as the plan wants it. Never called while it may exist already. */
    TwilioResource create(StepRun run, ResourceKey key);

    /**
     * What can be seen to differ from the plan in the resource of this key and SID; empty when it is not there any
     * more.
     *
     * @param plan a plan that asks for the resource
     */
    Optional<List<Difference>> differences(ResourceKey key, String sid, Plan plan);

    /** Compares the resource of this key and SID with the plan, to decide whether it is to be updated. */
    default State compare(ResourceKey key, String sid, Plan plan) {
        return differences(key, sid, plan)
                .map(found -> found.isEmpty() ? State.IN_SYNC : State.DRIFTED)
                .orElse(State.MISSING);
    }

    /**
     * Lists all resources of the kind, also those that others have created. Twilio's lists may lag.
     *
     * @return empty for a kind that nobody creates by hand, or that Twilio does not list
     */
    default Optional<List<TwilioResource>> list() {
        return Optional.empty();
    }

    /**
     * Brings the resource of this key and SID, which {@link #compare} found DRIFTED, to the plan.
     *
     * @return true when it was changed; false when Twilio cannot change it, so that it was deleted and another must be
     *     created
     */
    default boolean update(ResourceKey key, String sid, Plan plan) {
        throw new IllegalStateException(kind().displayName() + " " + sid + " has no settings that could differ");
    }

    /**
     * Deletes the resource of this SID; does nothing when it is gone.
     *
     * @param choices what becomes of numbers and subaccount
     */
    void delete(String sid, Rollback choices);

    /**
     * Finds the resource of this key so that it can be used.
     *
     * @return empty when it does not exist, or when it is of no use and was deleted
     */
    default Optional<TwilioResource> adopt(ResourceKey key) {
        return find(key);
    }

    /**
     * Whether Twilio shows the resource that a plan wants whenever it exists. Where it may not, nobody concludes from a
     * look-up that finds nothing that nothing was created.
     */
    default boolean isAbsenceCertain(Plan plan) {
        return true;
    }

    /**
     * Finds the resource of this key so that it can be used, after a creation of unknown outcome.
     *
     * @return empty when it does not exist
     * @throws dev.tenantry.core.failure.NeedsHumanException when only a person can tell whether it exists
     */
    default Optional<TwilioResource> adopt(StepRun run, ResourceKey key) {
        return adopt(key);
    }

    /** Whether a resource that is found can be used: not an API key, whose secret Twilio returns only once. */
    default boolean isAdoptable() {
        return true;
    }

    /** Whether Twilio knows the resource by its key, so that {@link #find} returns no resource of anybody else. */
    default boolean isFoundByKey() {
        return true;
    }

    /** Whether a resource of another key takes the place of an earlier one, which is deleted then. */
    default boolean replacesEarlier() {
        return false;
    }

    /** Erases what this system itself has stored about the resource; called before a rollback deletes it. */
    default void eraseStoredData(StepRun run) {}

    /** The name for people of the resource that a plan wants, e.g. {@code Messaging service}; begins a sentence. */
    default String describe(Plan plan) {
        return kind().displayName();
    }

    /** How the resource of this key is found again and deleted. */
    default ResourceDeleter deleter(ResourceKey key, Rollback choices) {
        return new ResourceDeleter(
                () -> find(key).map(TwilioResource::sid), sid -> delete(sid, choices), isAdoptable());
    }

    /** The comparison of a resource with the plan. */
    enum State {
        /** As the plan wants it. */
        IN_SYNC,
        /** There, but with other settings. */
        DRIFTED,
        /** Not there any more. */
        MISSING;

        /** The state of a resource whose settings Twilio does not show, so that they are set again wherever it is. */
        public static State unseen(Optional<List<Difference>> differences) {
            return differences.isPresent() ? DRIFTED : MISSING;
        }
    }
}
