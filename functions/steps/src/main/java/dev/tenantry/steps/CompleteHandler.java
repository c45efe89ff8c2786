package dev.tenantry.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tenantry.core.Environment;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import dev.tenantry.steps.engine.AwsFailures;
import dev.tenantry.steps.engine.ExternalRedrives;
import dev.tenantry.steps.engine.StepInput;
import dev.tenantry.steps.engine.StepOutput;
import java.time.InstantSource;

/** Ends a part of the job, after all its steps are complete; and the job itself, if no other part is at work. */
public final class CompleteHandler implements RequestHandler<StepInput, StepOutput> {
    private final JobStore jobs;
    private final ExternalRedrives redrives;
    private final InstantSource clock;

    public CompleteHandler() {
        this(new JobStore(Table.of(Environment.current())), InstantSource.system());
    }

    CompleteHandler(JobStore jobs, InstantSource clock) {
        this.jobs = jobs;
        this.redrives = new ExternalRedrives(jobs, clock);
        this.clock = clock;
    }

    @Override
    public StepOutput handleRequest(StepInput input, Context context) {
        return StepLog.of(context, "complete", input.jobId(), input.execution()).end(() -> complete(input));
    }

    private StepOutput complete(StepInput input) {
        var id = new JobId(input.jobId());
        var job = AwsFailures.translate(() -> {
            redrives.restart(id, input.execution(), input.redriveCount());
            return jobs.update(id, seen -> seen.finish(clock.instant()));
        });
        return new StepOutput("The organisation " + job.orgId() + " is provisioned");
    }
}
