package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code GET /v1/provisioning-jobs/{jobId}/events?after&limit}: a job's events after a version, in order. */
public final class ListEventsHandler extends ApiHandler {
    private static final int LARGEST_PAGE = 100;

    private final JobStore jobs;

    public ListEventsHandler() {
        this(new JobStore(Table.of(Environment.current())));
    }

    ListEventsHandler(JobStore jobs) {
        this.jobs = jobs;
    }

    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.READ);
    }

    @Override
    protected Set<String> queryParameters() {
        return Set.of("after", "limit");
    }

    @Override
    protected Response answer(Request request) {
        var id = request.jobId();
        var after = request.number("after", 0, Long.MAX_VALUE - 1, 0);
        var limit = (int) request.number("limit", 1, LARGEST_PAGE, LARGEST_PAGE);
        var mayReadAll = request.caller().mayActForAll();
        if (!mayReadAll) {
            // First, so that no event of another organisation's job is read.
            request.job(jobs);
        }
        var events = jobs.events(id, after, limit);
        if (mayReadAll && events.isEmpty()) {
            request.job(jobs);
        }
        var body = Json.object();
        body.putArray("events").addAll(events);
        body.put(
                "nextAfter",
                events.isEmpty() ? after : events.getLast().get("version").longValue());
        return Response.of(200, body, Map.of());
    }
}
