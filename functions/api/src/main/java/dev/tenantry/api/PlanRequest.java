package dev.tenantry.api;

import dev.tenantry.core.job.Business;
import dev.tenantry.core.job.BusinessId;
import dev.tenantry.core.job.Plan;
import java.util.Optional;

/**
 * A plan as somebody sent it.
 *
 * @param plan the plan; it names the business's data where the sender named them, and not yet where they are new
 * @param business the business's data, where the sender gave them whole: they get their id when they are kept
 */
record PlanRequest(Plan plan, Optional<Business> business) {
    /** What is wanted by somebody who sends nothing. */
    static final PlanRequest DEFAULT = new PlanRequest(Plan.DEFAULT, Optional.empty());

    /** Whether it says who the business is. */
    boolean namesBusiness() {
        return plan.business().isPresent() || business.isPresent();
    }

    /** The plan with the business's data of this id. */
    Plan of(BusinessId id) {
        return plan.withRegistrations(Optional.of(id), plan.a2p(), plan.tollFreeVerification());
    }
}
