package dev.tenantry.api;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.json.JobJson;
import dev.tenantry.core.storage.JobLists;
import dev.tenantry.core.storage.Table;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code GET /v1/provisioning-jobs?status&limit&cursor}: the jobs of all organisations, or those of one status, newest
 * first.
 */
public final class ListJobsHandler extends ApiHandler {
    private final JobLists jobs;

    /** Made by Lambda. */
    public ListJobsHandler() {
        this(new JobLists(Table.of(Environment.current())));
    }

    ListJobsHandler(JobLists jobs) {
        this.jobs = jobs;
    }

    @Override
    Response answer(Request request) {
        var status = status(request);
        var before = request.cursor(JobId::isValid).map(JobId::new);
        var limit = request.limit();
        var page = status.isPresent() ? jobs.ofStatus(status.get(), before, limit) : jobs.all(before, limit);
        return Response.page("jobs", page, JobJson::write, request);
    }

    private static Optional<JobStatus> status(Request request) {
        return request.parameter("status").map(word -> Arrays.stream(JobStatus.values())
                .filter(status -> status.name().equals(word))
                .findFirst()
                .orElseThrow(ListJobsHandler::noStatus));
    }

    private static ProblemException noStatus() {
        return new ProblemException(Problem.invalidParameter(
                "The parameter status is no status of a job.",
                Arrays.stream(JobStatus.values())
                        .map(JobStatus::name)
                        .collect(Collectors.joining(", ", "Use one of ", ", or leave it out for all."))));
    }
}
