package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import java.util.Optional;

/** {@code GET /v1/orgs/{orgId}/provisioning-jobs/latest}: an organisation's newest job. */
public final class GetLatestJobHandler extends ApiHandler {
    private final JobStore jobs;

    public GetLatestJobHandler() {
        this(new JobStore(Table.of(Environment.current())));
    }

    GetLatestJobHandler(JobStore jobs) {
        this.jobs = jobs;
    }

    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.READ);
    }

    @Override
    protected Response answer(Request request) {
        var orgId = request.orgId();
        var job = jobs.latest(orgId)
                .orElseThrow(() -> new ProblemException(Problems.notFound(
                        "The organisation " + orgId + " has no job yet.",
                        "Trigger one: POST /v1/orgs/" + orgId + "/provisioning-jobs")));
        return Response.job(job, request);
    }
}
