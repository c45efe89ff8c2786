package dev.tenantry.api;

import dev.tenantry.core.Environment;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;

/** {@code GET /v1/orgs/{orgId}/provisioning-jobs/latest}: an organisation's newest job. */
public final class GetLatestJobHandler extends ApiHandler {
    private final JobStore jobs;

    /** Made by Lambda. */
    public GetLatestJobHandler() {
        this(new JobStore(Table.of(Environment.current())));
    }

    GetLatestJobHandler(JobStore jobs) {
        this.jobs = jobs;
    }

    @Override
    Response answer(Request request) {
        var orgId = request.orgId();
        var job = jobs.latest(orgId)
                .orElseThrow(() -> new ProblemException(Problem.notFound(
                        "The organisation " + orgId + " has no job yet.",
                        "Trigger one: POST /v1/orgs/" + orgId + "/provisioning-jobs")));
        return Response.job(job, request);
    }
}
