package dev.tenantry.api;

import dev.tenantry.core.Environment;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.job.IllegalTransitionException;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Plan;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.NotLatestJobException;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code POST /v1/provisioning-jobs/{jobId}/retry}: takes up again a job that has failed or was cancelled. Finished
 * steps are not run again, but for those whose part of the plan the body amends. Without a body the plan stays.
 */
public final class RetryHandler extends ApiHandler {
    private final JobStore jobs;
    private final Executions executions;
    private final InstantSource clock;

    /** Made by Lambda. */
    public RetryHandler() {
        this(Environment.current());
    }

    private RetryHandler(Environment environment) {
        this(new JobStore(Table.of(environment)), Executions.of(environment), InstantSource.system());
    }

    RetryHandler(JobStore jobs, Executions executions, InstantSource clock) {
        this.jobs = jobs;
        this.executions = executions;
        this.clock = clock;
    }

    @Override
    Response answer(Request request) {
        var id = request.jobId();
        var job = jobs.find(id).orElseThrow(() -> new ProblemException(Problem.noSuchJob(id)));
        var amended = request.body().map(PlanReader::read);
        try {
            return Response.accepted(start(takeUp(job, amended.orElse(job.plan()), request.caller())));
        } catch (IllegalTransitionException notEnded) {
            throw new ProblemException(Problem.invalidState(jobs.find(id).orElseThrow(), "retry"));
        } catch (NotLatestJobException overtaken) {
            throw new ProblemException(Problem.overtaken(id, overtaken.latest()));
        }
    }

    /** A job that is PENDING already was taken up by a request whose answer was lost: then it is only started. */
    private Job takeUp(Job seen, Plan plan, String caller) {
        if (seen.status() == JobStatus.PENDING && seen.plan().equals(plan)) {
            return seen;
        }
        var taken = unlessUnreachable(seen, () -> seen.groupsToTakeUp(plan).stream()
                .map(group -> executions.next(seen, group, seen.keepsFinishedSteps(group, plan)))
                .toList());
        return jobs.update(seen.id(), job -> Optional.of(job.retry(plan, taken, caller, clock.instant())));
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
