package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.api.organisation.NameQuery;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.json.JobJson;
import dev.tenantry.core.storage.JobLists;
import dev.tenantry.core.storage.Page;
import dev.tenantry.core.storage.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code GET /v1/provisioning-jobs?status&query&limit&cursor}: the jobs of all organisations, or those of one status,
 * or of the organisations whose id or display name begins with the query; newest first.
 */
public final class ListJobsHandler extends ApiHandler {
    /** How many jobs a query looks through at once; for the older ones it is continued with the page's cursor. */
    private static final int LOOKED_THROUGH = 200;

    private static final int PAGE = 100;

    private final JobLists jobs;

    public ListJobsHandler() {
        this(new JobLists(Table.of(Environment.current())));
    }

    ListJobsHandler(JobLists jobs) {
        this.jobs = jobs;
    }

    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.READ);
    }

    @Override
    protected Set<String> queryParameters() {
        return Set.of("query", "status", "limit", "cursor");
    }

    @Override
    protected Response answer(Request request) {
        request.requireAllOrganisations();
        var status = status(request);
        var before = request.cursor(JobId::isValid).map(JobId::new);
        var limit = request.limit();
        var page = request.parameter("query")
                .map(query -> matches(new NameQuery(query), status, before, limit))
                .orElseGet(() -> page(status, before, limit));
        return Response.page("jobs", page, JobJson::write, request);
    }

    private Page<Job> page(Optional<JobStatus> status, Optional<JobId> before, int limit) {
        return status.isPresent() ? jobs.ofStatus(status.get(), before, limit) : jobs.all(before, limit);
    }

    /** No index knows names, so that the jobs are read and compared; a page may have none and still a next one. */
    private Page<Job> matches(NameQuery query, Optional<JobStatus> status, Optional<JobId> before, int limit) {
        var found = new ArrayList<Job>();
        var cursor = before;
        for (var read = 0; read < LOOKED_THROUGH; read += PAGE) {
            var page = page(status, cursor, PAGE);
            page.items().stream().filter(query::matches).forEach(found::add);
            if (found.size() > limit || page.next().isEmpty()) {
                return Page.of(found, limit, job -> job.id().value());
            }
            cursor = page.next().map(JobId::new);
        }
        return new Page<>(found, cursor.map(JobId::value));
    }

    private static Optional<JobStatus> status(Request request) {
        return request.parameter("status").map(word -> Arrays.stream(JobStatus.values())
                .filter(status -> status.name().equals(word))
                .findFirst()
                .orElseThrow(ListJobsHandler::noStatus));
    }

    private static ProblemException noStatus() {
        return new ProblemException(Problems.invalidParameter(
                "The parameter status is no status of a job.",
                Arrays.stream(JobStatus.values())
                        .map(JobStatus::name)
                        .collect(Collectors.joining(", ", "Use one of ", ", or leave it out for all."))));
    }
}
