package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import java.util.Optional;

/** {@code GET /v1/provisioning-jobs/{jobId}}: a job as it stands. */
public final class GetJobHandler extends ApiHandler {
    private final JobStore jobs;

    public GetJobHandler() {
        this(new JobStore(Table.of(Environment.current())));
    }

    GetJobHandler(JobStore jobs) {
        this.jobs = jobs;
    }

    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.READ);
    }

    @Override
    protected Response answer(Request request) {
        return Response.job(request.job(jobs), request);
    }
}
