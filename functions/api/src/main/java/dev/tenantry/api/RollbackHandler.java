package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Oversight;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.api.rollback.RollbackPreview;
import dev.tenantry.api.rollback.RollbackReader;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.audit.AuditRecord.Operation;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.job.IllegalTransitionException;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.settings.StackSettings;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.NotLatestJobException;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code POST /v1/provisioning-jobs/{jobId}/rollback}: rolls back everything that the job's organisation has, whichever
 * of its jobs created it. Only the organisation's newest job can be rolled back, when it has ended. A failed rollback
 * continues where it stopped when it is requested again with the same choices.
 */
public final class RollbackHandler extends ApiHandler {
    private static final String ACTION = "rollback";

    private final JobStore jobs;
    private final Ledger ledger;
    private final Executions executions;
    private final InstantSource clock;

    public RollbackHandler() {
        this(Environment.current());
    }

    private RollbackHandler(Environment environment) {
        this(environment, Table.of(environment));
    }

    private RollbackHandler(Environment environment, Table table) {
        this(
                table,
                Executions.of(environment),
                Oversight.of(table, StackSettings.of(environment)),
                InstantSource.system());
    }

    /** @param executions where new ones are of the rollback state machine */
    RollbackHandler(Table table, Executions executions, Oversight oversight, InstantSource clock) {
        super(Operation.ROLLBACK, oversight);
        this.jobs = new JobStore(table);
        this.ledger = new Ledger(table, clock);
        this.executions = executions;
        this.clock = clock;
    }

    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.ADMIN);
    }

    @Override
    protected Response answer(Request request) {
        var wish = request.body().map(RollbackReader::read).orElse(RollbackReader.Wish.DEFAULT);
        var job = request.job(jobs);
        return wish.dryRun()
                ? preview(job, wish.choices())
                : Response.accepted(start(begin(job, wish.choices(), request)));
    }

    /** Reads, and writes nothing; what could not be rolled back has no preview either. */
    private Response preview(Job job, Rollback choices) {
        if (job.status() == JobStatus.ROLLING_BACK || !job.status().canBecome(JobStatus.ROLLING_BACK)) {
            throw new ProblemException(Problems.invalidState(job, ACTION));
        }
        var latest = jobs.latest(job.orgId()).orElse(job).id();
        if (!latest.equals(job.id())) {
            throw new ProblemException(Problems.overtaken(job.id(), latest));
        }
        return Response.of(200, new RollbackPreview(choices, ledger.entries(job.orgId())).json(), Map.of());
    }

    /** A job that is being rolled back so already was asked for by a request whose answer was lost. */
    private Job begin(Job seen, Rollback choices, Request request) {
        var sameChoices = seen.rollback().equals(Optional.of(choices));
        if (seen.status() == JobStatus.ROLLING_BACK && sameChoices) {
            return seen;
        }
        var redrivable = seen.status() == JobStatus.ROLLBACK_FAILED && sameChoices;
        var execution = unlessUnreachable(seen, () -> executions.nextRollback(seen, redrivable));
        try {
            return jobs.attaching(request.audit())
                    .update(
                            seen.id(),
                            job -> Optional.of(job.rollBack(
                                    choices, execution, request.caller().name(), clock.instant())));
        } catch (IllegalTransitionException notEnded) {
            throw new ProblemException(
                    Problems.invalidState(jobs.find(seen.id()).orElse(seen), ACTION));
        } catch (NotLatestJobException overtaken) {
            throw new ProblemException(Problems.overtaken(seen.id(), overtaken.latest()));
        }
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
                "Step Functions did not answer, so it is not known whether the job " + job.id()
                        + " is being rolled back.",
                "Send the request again: the job is rolled back once, however often it is asked for.");
    }
}
