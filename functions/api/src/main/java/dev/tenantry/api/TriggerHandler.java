package dev.tenantry.api;

import dev.tenantry.core.AwsClients;
import dev.tenantry.core.Environment;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Plan;
import dev.tenantry.core.json.JobJson;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.JobStore.Creation;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * {@code POST /v1/orgs/{orgId}/provisioning-jobs}: records a job that brings the organisation to the plan, and starts
 * its execution.
 */
public final class TriggerHandler extends ApiHandler {
    private final JobStore jobs;
    private final Executions executions;
    private final boolean simulated;
    private final InstantSource clock;

    /** Made by Lambda. */
    public TriggerHandler() {
        this(Environment.current());
    }

    private TriggerHandler(Environment environment) {
        this(
                new JobStore(Table.of(environment)),
                new Executions(
                        new AwsClients(environment).make(SfnClient.builder(), "SFN"),
                        environment.require("STATE_MACHINE_ARN")),
                Boolean.parseBoolean(environment.require("SIMULATED")),
                InstantSource.system());
    }

    TriggerHandler(JobStore jobs, Executions executions, boolean simulated, InstantSource clock) {
        this.jobs = jobs;
        this.executions = executions;
        this.simulated = simulated;
        this.clock = clock;
    }

    @Override
    Response answer(Request request) {
        var orgId = request.orgId();
        var plan = request.body().map(PlanReader::read).orElse(Plan.DEFAULT);
        var id = JobId.next();
        var job = Job.create(id, orgId, plan, executions.of(id), simulated, request.caller(), clock.instant());
        return switch (jobs.create(job)) {
            case Creation.Created(var created) -> accept(created);
            case Creation.Refused(var live) -> refuse(live);
        };
    }

    private Response accept(Job job) {
        start(job);
        return Response.of(
                202,
                JobJson.write(job),
                Map.of("Location", Response.location(job), "ETag", Response.etag(job), "Retry-After", "1"));
    }

    /** A live job that is still PENDING may be one whose start was lost; starting it again is safe, and heals it. */
    private Response refuse(Job live) {
        if (live.status() == JobStatus.PENDING) {
            start(live);
        }
        throw new ProblemException(new Problem(
                409,
                "already-provisioning",
                "The organisation is being provisioned",
                "The job " + live.id() + " of the organisation " + live.orgId() + " is " + live.status() + ".",
                true,
                "Follow that job; trigger again when it has ended.",
                List.of(),
                Optional.of(Response.location(live))));
    }

    private void start(Job job) {
        try {
            executions.start(job.id());
        } catch (SdkException unreachable) {
            throw new ProblemException(Problem.unavailable(
                    "The job " + job.id() + " is recorded, but Step Functions did not say that it started it.",
                    "Send the request again: it starts the recorded job, never a second one."));
        }
    }
}
