package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.JobJson;
import dev.tenantry.core.storage.JobLists;
import dev.tenantry.core.storage.Table;
import java.util.Optional;
import java.util.Set;

/** {@code GET /v1/orgs/{orgId}/provisioning-jobs?limit&cursor}: an organisation's jobs, newest first. */
public final class ListOrgJobsHandler extends ApiHandler {
    private final JobLists jobs;

    public ListOrgJobsHandler() {
        this(new JobLists(Table.of(Environment.current())));
    }

    ListOrgJobsHandler(JobLists jobs) {
        this.jobs = jobs;
    }

    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.READ);
    }

    @Override
    protected Set<String> queryParameters() {
        return Set.of("limit", "cursor");
    }

    @Override
    protected Response answer(Request request) {
        var before = request.cursor(JobId::isValid).map(JobId::new);
        var page = jobs.ofOrg(request.orgId(), before, request.limit());
        return Response.page("jobs", page, JobJson::write, request);
    }
}
