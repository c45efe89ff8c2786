package dev.tenantry.api;

import dev.tenantry.core.Environment;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import java.util.Map;

/** {@code GET /v1/provisioning-jobs/{jobId}/events?after&limit}: a job's events after a version, in order. */
public final class ListEventsHandler extends ApiHandler {
    private static final int LARGEST_PAGE = 100;

    private final JobStore jobs;

    /** Made by Lambda. */
    public ListEventsHandler() {
        this(new JobStore(Table.of(Environment.current())));
    }

    ListEventsHandler(JobStore jobs) {
        this.jobs = jobs;
    }

    @Override
    Response answer(Request request) {
        var id = request.jobId();
        var after = request.number("after", 0, Long.MAX_VALUE - 1, 0);
        var limit = (int) request.number("limit", 1, LARGEST_PAGE, LARGEST_PAGE);
        var events = jobs.events(id, after, limit);
        if (events.isEmpty() && jobs.find(id).isEmpty()) {
            throw new ProblemException(Problem.noSuchJob(id));
        }
        var body = Json.object();
        body.putArray("events").addAll(events);
        body.put(
                "nextAfter",
                events.isEmpty() ? after : events.getLast().get("version").longValue());
        return Response.of(200, body, Map.of());
    }
}
