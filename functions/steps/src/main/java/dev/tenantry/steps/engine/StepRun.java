package dev.tenantry.steps.engine;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Resource;
import dev.tenantry.core.ledger.LedgerSnapshot;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.twilio.TenantAccount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * One run of a step, as its work sees it.
 *
 * @param job the job, with the step RUNNING
 * @param remainingTime how long the function may still live
 * @param progress records the progress of the work: a message, and the resources that exist so far
 * @param safePoint reads the job again, and throws when nothing more may be done for it
 * @param recorded what the ledger had of the organisation when the run began
 * @param claim what the run has claimed already
 */
public record StepRun(
        Job job,
        Supplier<Duration> remainingTime,
        BiConsumer<String, List<Resource>> progress,
        Runnable safePoint,
        Supplier<LedgerSnapshot> recorded,
        EarlyClaim claim) {

    /** As long as an answer of Twilio may take, and some seconds to record it. */
    private static final Duration TIME_TO_CREATE = Duration.ofSeconds(25);

    /** A run that has claimed nothing yet, and may not look into an earlier ledger. */
    public StepRun(
            Job job,
            Supplier<Duration> remainingTime,
            BiConsumer<String, List<Resource>> progress,
            Runnable safePoint) {
        this(
                job,
                remainingTime,
                progress,
                safePoint,
                () -> {
                    throw new IllegalStateException("This run reads the ledger as it is");
                },
                EarlyClaim.none());
    }

    /** The SID that a step which was done when this run began has recorded of a resource. */
    public Optional<String> recordedBefore(ResourceKey key) {
        var isDone =
                job.steps().stream().anyMatch(step -> step.name() == key.kind().step() && step.isDone());
        return isDone ? recorded.get().sid(key) : Optional.empty();
    }

    /** The organisation whose tenant the step works on. */
    public OrgId orgId() {
        return job.orgId();
    }

    /** The plan that the step brings the tenant to. */
    public Plan plan() {
        return job.plan();
    }

    /** Records the progress of the work, for people: a message, and the resources that exist so far. */
    public void report(String message, List<Resource> resources) {
        progress.accept(message, resources);
    }

    /**
     * Checks that the job still wants the work: called after each claim and before each change that no claim guards, so
     * that a job that was cancelled or is being rolled back meanwhile gets nothing more.
     *
     * @throws dev.tenantry.core.failure.PermanentFailureException when it does not
     */
    public void checkSafePoint() {
        safePoint.run();
    }

    /** The account with {@link #requireTimeToCreate} before each request that changes anything. */
    public TenantAccount withDeadlineGuard(TenantAccount account) {
        return account.before(this::requireTimeToCreate);
    }

    /**
     * Checks, directly before a request that creates something, that its answer can still be recorded. A request that
     * the function's end cuts short would cost a look-up and a wait; and it might reach Twilio so late that the look-up
     * cannot see it. Before deletions as well: a run that outlived its lease might delete what another run has created
     * since.
     *
     * @throws NotProcessedException when the function may end before the answer
     */
    public void requireTimeToCreate() {
        if (remainingTime.get().compareTo(TIME_TO_CREATE) < 0) {
            throw new NotProcessedException(FailureDetails.of(
                    "There is more to do than one run has time for.",
                    "The next run continues by itself where this one stopped. If there are too many of them, operator:"
                            + " retry the job."));
        }
    }
}
