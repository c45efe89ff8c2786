package dev.tenantry.api;

import dev.tenantry.api.Problem.Fault;
import dev.tenantry.core.job.Business;
import dev.tenantry.core.job.BusinessId;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.Plan;
import dev.tenantry.core.secret.Businesses;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps the data of the businesses that come with plans: encrypted, and apart from the jobs, which have only their id.
 * They are kept before their job is stored, so that no job names data that are not there. Data that no job came to name
 * are erased at once; whoever dies before that leaves them to the organisation's rollback, which erases all it has.
 */
final class BusinessKeeper {
    private final Businesses businesses;

    BusinessKeeper(Businesses businesses) {
        this.businesses = businesses;
    }

    /**
     * A plan as a job has it.
     *
     * @param plan the plan, with the id of the business's data
     * @param fresh the id of data that were kept just now, if any were
     */
    record Kept(Plan plan, Optional<BusinessId> fresh) {}

    /**
     * Makes the plan of a job out of what was sent.
     *
     * @param known the id of the data that the job has already: the same data keep it, so that they count as unchanged
     * @throws ProblemException when it names data that the organisation does not have, or when they cannot be kept
     */
    Kept keep(OrgId orgId, PlanRequest sent, Optional<BusinessId> known) {
        return unlessUnreachable(() -> {
            sent.plan().business().ifPresent(id -> requireThere(orgId, id));
            return sent.business()
                    .map(data -> keep(orgId, sent, data, known))
                    .orElseGet(() -> new Kept(sent.plan(), Optional.empty()));
        });
    }

    private Kept keep(OrgId orgId, PlanRequest sent, Business data, Optional<BusinessId> known) {
        var same = known.filter(
                id -> businesses.find(orgId, id).filter(data::equals).isPresent());
        if (same.isPresent()) {
            return new Kept(sent.of(same.get()), Optional.empty());
        }
        var fresh = businesses.keep(orgId, data);
        return new Kept(sent.of(fresh), Optional.of(fresh));
    }

    /** Erases what was kept for a plan that no job has. */
    void forget(OrgId orgId, Kept kept) {
        kept.fresh().ifPresent(id -> businesses.erase(orgId, id));
    }

    private void requireThere(OrgId orgId, BusinessId id) {
        if (businesses.find(orgId, id).isEmpty()) {
            throw new ProblemException(Problem.invalidPlan(List.of(new Fault(
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
