package dev.tenantry.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tenantry.core.Environment;
import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import dev.tenantry.steps.engine.AwsFailures;
import dev.tenantry.steps.engine.ExternalRedrives;
import dev.tenantry.steps.engine.StepInput;
import dev.tenantry.steps.engine.StepOutput;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Starts the registrations that the plan asks for, each in an execution of its own, and waits for none of them. An
 * execution is recorded before it is started: after a crash in between, the next attempt starts the same execution.
 */
public final class StartRegistrationsHandler implements RequestHandler<StepInput, StepOutput> {
    private final JobStore jobs;
    private final Executions executions;
    private final ExternalRedrives redrives;
    private final InstantSource clock;

    public StartRegistrationsHandler() {
        this(Environment.current());
    }

    private StartRegistrationsHandler(Environment environment) {
        this(new JobStore(Table.of(environment)), Executions.of(environment), InstantSource.system());
    }

    StartRegistrationsHandler(JobStore jobs, Executions executions, InstantSource clock) {
        this.jobs = jobs;
        this.executions = executions;
        this.redrives = new ExternalRedrives(jobs, clock);
        this.clock = clock;
    }

    @Override
    public StepOutput handleRequest(StepInput input, Context context) {
        return StepLog.of(context, "start-registrations", input.jobId(), input.execution())
                .end(() -> start(input));
    }

    private StepOutput start(StepInput input) {
        var id = new JobId(input.jobId());
        var started = AwsFailures.translate(() -> {
            redrives.restart(id, input.execution(), input.redriveCount());
            return start(id);
        });
        return new StepOutput(
                started.isEmpty() ? "There is nothing to register" : "Started " + String.join(", ", started));
    }

    private List<String> start(JobId id) {
        var seen = jobs.find(id).orElseThrow();
        if (!seen.isProvisioning()) {
            return List.of();
        }
        var wanted = StepGroup.registrations().stream()
                .filter(seen::isOpen)
                .map(group -> executions.registration(seen, group))
                .toList();
        if (!wanted.isEmpty()) {
            executions.ensureStarted(jobs.update(id, job -> recorded(job, wanted)));
        }
        return wanted.stream().map(Execution::name).toList();
    }

    private Optional<Job.Change> recorded(Job job, List<Execution> wanted) {
        return job.executions().containsAll(wanted) || !job.isProvisioning()
                ? Optional.empty()
                : Optional.of(job.register(wanted, clock.instant()));
    }
}
