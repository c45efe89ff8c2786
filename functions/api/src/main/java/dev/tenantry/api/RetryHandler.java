package dev.tenantry.api;

import dev.tenantry.api.BusinessKeeper.Kept;
import dev.tenantry.core.Environment;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.IllegalTransitionException;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Plan;
import dev.tenantry.core.secret.Businesses;
import dev.tenantry.core.storage.ContentionException;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.NotLatestJobException;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code POST /v1/provisioning-jobs/{jobId}/retry}: takes up again a job that has failed or was cancelled, or the parts
 * of a waiting job that have. Finished steps are not run again, but for those whose part of the plan the body amends.
 * Without a body the plan stays.
 */
public final class RetryHandler extends ApiHandler {
    private final JobStore jobs;
    private final BusinessKeeper businesses;
    private final Executions executions;
    private final InstantSource clock;

    /** Made by Lambda. */
    public RetryHandler() {
        this(Environment.current());
    }

    private RetryHandler(Environment environment) {
        this(
                new JobStore(Table.of(environment)),
                Businesses.of(environment),
                Executions.of(environment),
                InstantSource.system());
    }

    RetryHandler(JobStore jobs, Businesses businesses, Executions executions, InstantSource clock) {
        this.jobs = jobs;
        this.businesses = new BusinessKeeper(businesses);
        this.executions = executions;
        this.clock = clock;
    }

    @Override
    Response answer(Request request) {
        var id = request.jobId();
        var job = jobs.find(id).orElseThrow(() -> new ProblemException(Problem.noSuchJob(id)));
        var kept = request.body()
                .map(PlanReader::read)
                .map(sent -> businesses.keep(job.orgId(), sent, job.plan().business()))
                .orElseGet(() -> new Kept(job.plan(), Optional.empty()));
        try {
            return Response.accepted(start(takeUp(job, kept.plan(), request.caller())));
        } catch (IllegalTransitionException notNow) {
            throw new ProblemException(refused(forgetUnlessUsed(job, kept), notNow));
        } catch (NotLatestJobException overtaken) {
            forgetUnlessUsed(job, kept);
            throw new ProblemException(Problem.overtaken(id, overtaken.latest()));
        } catch (ProblemException | ContentionException notDone) {
            forgetUnlessUsed(job, kept);
            throw notDone;
        }
    }

    /** What works for the job is looked up for the job as it is changed: more of its parts may have failed by then. */
    private Job takeUp(Job seen, Plan plan, String caller) {
        return jobs.update(
                seen.id(),
                job -> isTakenUp(job, plan)
                        ? Optional.empty()
                        : Optional.of(job.retry(plan, taken(job, plan), caller, clock.instant())));
    }

    /** Then it was taken up by a request whose answer was lost, and is only started. */
    private static boolean isTakenUp(Job job, Plan plan) {
        var waitsInAllParts = job.status() == JobStatus.WAITING && !job.isOverInPart();
        return (job.status() == JobStatus.PENDING || waitsInAllParts)
                && job.plan().equals(plan);
    }

    private List<Execution> taken(Job job, Plan plan) {
        return unlessUnreachable(job, () -> job.groupsToTakeUp(plan).stream()
                .map(group -> executions.next(job, group, job.keepsFinishedSteps(group, plan)))
                .toList());
    }

    private Job forgetUnlessUsed(Job seen, Kept kept) {
        var job = jobs.find(seen.id()).orElse(seen);
        if (!job.plan().equals(kept.plan())) {
            businesses.forget(job.orgId(), kept);
        }
        return job;
    }

    /** A job that can be retried in part can be so with any plan that leaves its other parts alone. */
    private static Problem refused(Job job, IllegalTransitionException notNow) {
        return job.isOverInPart()
                ? Problem.changesWhatIsAtWork(job, notNow.getMessage())
                : Problem.invalidState(job, "retry");
    }

    private Job start(Job job) {
        return unlessUnreachable(job, () -> {
            executions.ensureStarted(job);
            return job;
        });
    }

    private static <T> T unlessUnreachable(Job job, Supplier<T> work) {
        return unlessUnreachable(
                work,
                "Step Functions did not answer, so it is not known whether the job " + job.id() + " goes on.",
                "Send the request again: the job is taken up once, however often it is asked for.");
    }
}
