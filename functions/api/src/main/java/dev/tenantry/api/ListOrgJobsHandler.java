package dev.tenantry.api;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.JobJson;
import dev.tenantry.core.storage.JobLists;
import dev.tenantry.core.storage.Table;

/** {@code GET /v1/orgs/{orgId}/provisioning-jobs?limit&cursor}: an organisation's jobs, newest first. */
public final class ListOrgJobsHandler extends ApiHandler {
    private final JobLists jobs;

    /** Made by Lambda. */
    public ListOrgJobsHandler() {
        this(new JobLists(Table.of(Environment.current())));
    }

    ListOrgJobsHandler(JobLists jobs) {
        this.jobs = jobs;
    }

    @Override
    Response answer(Request request) {
        var before = request.cursor(JobId::isValid).map(JobId::new);
        var page = jobs.ofOrg(request.orgId(), before, request.limit());
        return Response.page("jobs", page, JobJson::write, request);
    }
}
