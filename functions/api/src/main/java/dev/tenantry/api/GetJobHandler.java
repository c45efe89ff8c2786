package dev.tenantry.api;

import dev.tenantry.core.Environment;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;

/** {@code GET /v1/provisioning-jobs/{jobId}}: a job as it stands. */
public final class GetJobHandler extends ApiHandler {
    private final JobStore jobs;

    /** Made by Lambda. */
    public GetJobHandler() {
        this(new JobStore(Table.of(Environment.current())));
    }

    GetJobHandler(JobStore jobs) {
        this.jobs = jobs;
    }

    @Override
    Response answer(Request request) {
        var id = request.jobId();
        var job = jobs.find(id).orElseThrow(() -> new ProblemException(Problem.noSuchJob(id)));
        return Response.job(job, request);
    }
}
