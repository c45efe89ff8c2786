package dev.tenantry.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tenantry.core.Environment;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;
import java.util.Optional;

/** Ends the job, after all its steps are complete. */
public final class CompleteHandler implements RequestHandler<StepInput, StepOutput> {
    private final JobStore jobs;
    private final InstantSource clock;

    /** Made by Lambda. */
    public CompleteHandler() {
        this(new JobStore(Table.of(Environment.current())), InstantSource.system());
    }

    CompleteHandler(JobStore jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public StepOutput handleRequest(StepInput input, Context context) {
        var job = AwsFailures.translate(() -> jobs.update(
                new JobId(input.jobId()),
                seen -> seen.status() == JobStatus.COMPLETE
                        ? Optional.empty()
                        : Optional.of(seen.end(JobStatus.COMPLETE, clock.instant()))));
        return new StepOutput("The organisation " + job.orgId() + " is provisioned");
    }
}
