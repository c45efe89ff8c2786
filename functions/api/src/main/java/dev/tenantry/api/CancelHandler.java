package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Oversight;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.audit.AuditRecord.Operation;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.execution.FailedExecution;
import dev.tenantry.core.execution.JobFinalizer;
import dev.tenantry.core.job.IllegalTransitionException;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.settings.StackSettings;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * {@code POST /v1/provisioning-jobs/{jobId}/cancel}: stops a job at the next safe point. What exists by then stays, and
 * stays in the ledger. Asking again while it is being cancelled answers the same.
 */
public final class CancelHandler extends ApiHandler {
    private final JobStore jobs;
    private final Executions executions;
    private final JobFinalizer finalizer;
    private final InstantSource clock;

    public CancelHandler() {
        this(Environment.current());
    }

    private CancelHandler(Environment environment) {
        this(environment, Table.of(environment));
    }

    private CancelHandler(Environment environment, Table table) {
        this(
                new JobStore(table),
                Executions.of(environment),
                Oversight.of(table, StackSettings.of(environment)),
                InstantSource.system());
    }

    CancelHandler(JobStore jobs, Executions executions, Oversight oversight, InstantSource clock) {
        super(Operation.CANCEL, oversight);
        this.jobs = jobs;
        this.executions = executions;
        this.finalizer = new JobFinalizer(jobs, clock);
        this.clock = clock;
    }

    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.WRITE);
    }

    @Override
    protected Response answer(Request request) {
        var id = request.job(jobs).id();
        try {
            var job = jobs.attaching(request.audit())
                    .update(
                            id,
                            seen -> seen.status() == JobStatus.CANCELLING
                                    ? Optional.empty()
                                    : Optional.of(seen.cancel(request.caller().name(), clock.instant())));
            stop(job);
            return Response.accepted(jobs.find(id).orElse(job));
        } catch (IllegalTransitionException ended) {
            throw new ProblemException(Problems.invalidState(jobs.find(id).orElseThrow(), "cancel"));
        }
    }

    /** The ends of the executions then end the job. One that was never started has no end, so its part ends here. */
    private void stop(Job job) {
        try {
            job.currentExecutions().stream()
                    .filter(execution -> !executions.stop(execution))
                    .forEach(execution -> finalizer.finalizeJob(job.id(), execution, new FailedExecution.Stopped()));
        } catch (SdkException unreachable) {
            throw new ProblemException(Problems.unavailable(
                    "The job " + job.id() + " starts no further step, but Step Functions did not say that it stopped.",
                    "Nothing more to do: it is stopped within two minutes. Or send the request again."));
        }
    }
}
