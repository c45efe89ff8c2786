package dev.tenantry.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobEvent;

/** What live clients receive, and what the event log holds. */
public final class EventJson {
    private EventJson() {}

    /** An event as a {@code provisioning-update} frame; the event log answers the same objects. */
    public static ObjectNode write(JobEvent event) {
        var json = Json.object()
                .put("type", "provisioning-update")
                .put("jobId", event.jobId().value())
                .put("orgId", event.orgId().value())
                .put("version", event.version())
                .put("at", Json.time(event.at()));
        json.putObject("job").put("status", event.jobStatus().name()).set("progress", JobJson.write(event.progress()));
        event.step().ifPresent(step -> json.set("step", StepJson.write(step)));
        return json;
    }

    /** A whole job as a {@code snapshot} frame. */
    public static JsonNode snapshot(Job job) {
        return Json.object()
                .put("type", "snapshot")
                .put("version", job.version())
                .set("job", JobJson.write(job));
    }
}
