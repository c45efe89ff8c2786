package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Oversight;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.api.plan.BusinessProfileService;
import dev.tenantry.api.plan.BusinessProfileService.Kept;
import dev.tenantry.api.plan.RetryRequest;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.audit.AuditRecord.Operation;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.job.Consent;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.IllegalTransitionException;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobRetry;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.problem.Problem;
import dev.tenantry.core.quota.CapExceededException;
import dev.tenantry.core.secret.BusinessProfileStore;
import dev.tenantry.core.settings.StackSettings;
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
 * Without a plan in the body it stays. The body may also say what becomes of a subaccount that the ledger does not
 * know, and consent to what is not done about a rejected registration otherwise.
 */
public final class RetryHandler extends ApiHandler {
    private final JobStore jobs;
    private final BusinessProfileService businesses;
    private final Executions executions;
    private final Oversight oversight;
    private final InstantSource clock;

    public RetryHandler() {
        this(Environment.current());
    }

    private RetryHandler(Environment environment) {
        this(environment, Table.of(environment));
    }

    private RetryHandler(Environment environment, Table table) {
        this(
                new JobStore(table),
                BusinessProfileStore.of(environment, table),
                Executions.of(environment),
                Oversight.of(table, StackSettings.of(environment)),
                InstantSource.system());
    }

    RetryHandler(
            JobStore jobs,
            BusinessProfileStore businesses,
            Executions executions,
            Oversight oversight,
            InstantSource clock) {
        super(Operation.RETRY, oversight);
        this.jobs = jobs;
        this.businesses = new BusinessProfileService(businesses);
        this.executions = executions;
        this.oversight = oversight;
        this.clock = clock;
    }

    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.WRITE);
    }

    @Override
    protected Response answer(Request request) {
        var job = request.job(jobs);
        var sent = request.body().map(body -> RetryRequest.read(body, job)).orElse(RetryRequest.DEFAULT);
        var kept = sent.plan()
                .map(plan -> businesses.keep(job.orgId(), plan, job.plan().business()))
                .orElseGet(() -> new Kept(job.plan(), Optional.empty()));
        try {
            return Response.accepted(start(takeUp(job, kept.plan(), sent, request)));
        } catch (IllegalTransitionException notNow) {
            throw new ProblemException(refused(forgetUnlessUsed(job, kept), notNow));
        } catch (NotLatestJobException overtaken) {
            forgetUnlessUsed(job, kept);
            throw new ProblemException(Problems.overtaken(job.id(), overtaken.latest()));
        } catch (ProblemException | ContentionException | CapExceededException notDone) {
            forgetUnlessUsed(job, kept);
            throw notDone;
        }
    }

    /** What works for the job is looked up for the job as it is changed: more of its parts may have failed by then. */
    private Job takeUp(Job seen, Plan plan, RetryRequest sent, Request request) {
        return oversight
                .capped(jobs.attaching(request.audit()), seen, plan, () -> Optional.of(seen))
                .update(
                        seen.id(),
                        job -> isTakenUp(job, plan, sent)
                                ? Optional.empty()
                                : Optional.of(job.retry(
                                        plan,
                                        sent.subaccount(),
                                        sent.consent(),
                                        taken(job, plan, sent.consent()),
                                        request.caller().name(),
                                        clock.instant())));
    }

    /** Then it was taken up by a request whose answer was lost, and is only started. */
    private static boolean isTakenUp(Job job, Plan plan, RetryRequest sent) {
        var waitsInAllParts = job.status() == JobStatus.WAITING && !job.hasPartiallyEnded();
        return (job.status() == JobStatus.PENDING || waitsInAllParts)
                && job.plan().equals(plan)
                && sent.subaccount().or(job::subaccount).equals(job.subaccount())
                && sent.consent().equals(job.consent());
    }

    private List<Execution> taken(Job job, Plan plan, Consent consent) {
        var retry = new JobRetry(job, plan);
        // First, because the last execution of another job can be a rollback's, which is not for this function to see.
        retry.requireAllowed();
        var stopped = retry.stoppedSteps(consent);
        if (!stopped.isEmpty()) {
            throw new ProblemException(new StoppedRetry(job, plan, stopped).problem());
        }
        return unlessUnreachable(job, () -> retry.groupsToRestart().stream()
                .map(group -> executions.next(job, group, retry.keepsFinishedSteps(group)))
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
        return job.hasPartiallyEnded()
                ? Problems.changesWhatIsAtWork(job, notNow.getMessage())
                : Problems.invalidState(job, "retry");
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
                "Step Functions did not answer, so it is not known whether the job " + job.id() + " continues.",
                "Send the request again: the job is restarted once, however often it is requested.");
    }
}
