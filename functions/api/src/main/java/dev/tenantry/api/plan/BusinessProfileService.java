package dev.tenantry.api.plan;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.core.plan.BusinessId;
import dev.tenantry.core.plan.BusinessProfile;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.problem.Problem.Fault;
import dev.tenantry.core.secret.BusinessProfileStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Stores the business profiles that are sent with plans: encrypted, and apart from the jobs, which only refer to a
 * profile by its id. A profile is stored before its job, so that no job refers to a missing profile. When the job is
 * then not stored, the profile is erased at once; after a crash before that, the organisation's rollback erases it with
 * all its other profiles.
 */
public final class BusinessProfileService {
    private final BusinessProfileStore businesses;

    public BusinessProfileService(BusinessProfileStore businesses) {
        this.businesses = businesses;
    }

    /**
     * A plan as a job has it.
     *
     * @param plan the plan, with the id of the business's data
     * @param fresh the id of data that were kept just now, if any were
     */
    public record Kept(Plan plan, Optional<BusinessId> fresh) {}

    /**
     * Makes the plan of a job out of what was sent.
     *
     * @param known the id of the data that the job has already: the same data keep it, so that they count as unchanged
     * @throws ProblemException when it names data that the organisation does not have, or when they cannot be kept
     */
    public Kept keep(OrgId orgId, PlanRequest sent, Optional<BusinessId> known) {
        return unlessUnreachable(() -> {
            sent.plan().business().ifPresent(id -> requireThere(orgId, id));
            return sent.business()
                    .map(data -> keep(orgId, sent, data, known))
                    .orElseGet(() -> new Kept(sent.plan(), Optional.empty()));
        });
    }

    private Kept keep(OrgId orgId, PlanRequest sent, BusinessProfile data, Optional<BusinessId> known) {
        var same = known.filter(
                id -> businesses.find(orgId, id).filter(data::equals).isPresent());
        if (same.isPresent()) {
            return new Kept(sent.of(same.get()), Optional.empty());
        }
        var fresh = businesses.keep(orgId, data);
        return new Kept(sent.of(fresh), Optional.of(fresh));
    }

    /** Erases what was kept for a plan that no job has. */
    public void forget(OrgId orgId, Kept kept) {
        kept.fresh().ifPresent(id -> businesses.erase(orgId, id));
    }

    private void requireThere(OrgId orgId, BusinessId id) {
        if (!businesses.has(orgId, id)) {
            throw new ProblemException(Problems.invalidPlan(List.of(new Fault(
                    "/business/id",
                    "The organisation " + orgId + " has no such data, or they were erased by a rollback: give the"
                            + " business's data themselves."))));
        }
    }

    private static <T> T unlessUnreachable(Supplier<T> work) {
        return ApiHandler.unlessUnreachable(
                work,
                "The table or KMS did not answer, so the business's data could not be kept, and nothing was begun.",
                "Send the request again.");
    }
}
