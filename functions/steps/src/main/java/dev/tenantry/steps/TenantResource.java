package dev.tenantry.steps;

import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import java.util.Optional;

/**
 * A resource that a plan wants at Twilio: how it is found, made, compared with the plan, and brought to it. The step
 * that makes it and the step that checks everything in the end share one description of what is right.
 */
interface TenantResource {

    /** Which resource. */
    Marker marker();

    /** What people call it, e.g. {@code Messaging service}; the beginning of a sentence. */
    default String noun() {
        return marker().type().noun();
    }

    /**
     * Looks for it by its marker's friendly name, after a creation of unknown outcome.
     *
     * @return empty when it is not there, or when what is there is of no use and was removed
     */
    Optional<Found> find();

    /** Creates it as the plan wants it. Never called while it may be there already. */
    Found create();

    /** How the resource of this SID stands to the plan. */
    State compare(String sid);

    /**
     * Brings the resource of this SID, which {@link #compare} found DIFFERENT, to the plan.
     *
     * @return true when it could be changed; false when Twilio cannot change it, so that it was removed and another
     *     must be created
     */
    default boolean update(String sid) {
        throw new IllegalStateException(noun() + " " + sid + " has no settings that could differ");
    }

    /** How a resource stands to the plan. */
    enum State {
        /** As the plan wants it. */
        RIGHT,
        /** There, but with other settings. */
        DIFFERENT,
        /** Not there any more. */
        GONE;

        /** The state of a resource that was read, if it was there. */
        static State of(Optional<Boolean> asPlanned) {
            return asPlanned.map(right -> right ? RIGHT : DIFFERENT).orElse(GONE);
        }
    }
}
