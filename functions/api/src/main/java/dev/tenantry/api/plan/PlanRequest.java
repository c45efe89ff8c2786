package dev.tenantry.api.plan;

import dev.tenantry.core.plan.BusinessId;
import dev.tenantry.core.plan.BusinessProfile;
import dev.tenantry.core.plan.Plan;
import java.util.Optional;

/**
 * A plan as somebody sent it.
 *
 * @param plan the plan; it names the business's data where the sender named them, and not yet where they are new
 * @param business the business's data, where the sender gave them whole: they get their id when they are kept
 * @param strict whether the plan is to be refused if the pre-flight predicts a rejection
 */
public record PlanRequest(Plan plan, Optional<BusinessProfile> business, boolean strict) {
    /** The plan of a request without a body. */
    public static final PlanRequest DEFAULT = new PlanRequest(Plan.DEFAULT, Optional.empty(), false);

    /** Whether it says who the business is. */
    public boolean namesBusiness() {
        return plan.business().isPresent() || business.isPresent();
    }

    /** The plan with the business's data of this id. */
    public Plan of(BusinessId id) {
        return plan.withRegistrations(Optional.of(id), plan.a2p(), plan.tollFreeVerification());
    }
}
