package dev.tenantry.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobEvent;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Progress;
import dev.tenantry.core.plan.OrgId;
import java.util.Optional;

/** JSON of a job's event, as live clients receive it and the event log holds it. */
public final class EventJson {
    private EventJson() {}

    /** An event as a {@code provisioning-update} frame; the event log answers the same objects. */
    public static ObjectNode write(JobEvent event) {
        var json = Json.object()
                .put("type", "provisioning-update")
                .put("jobId", event.jobId().value())
                .put("orgId", event.orgId().value())
                .put("version", event.version())
                .put("at", Json.time(event.at()))
                .put("by", event.by());
        json.putObject("job").put("status", event.jobStatus().name()).set("progress", JobJson.write(event.progress()));
        event.step().ifPresent(step -> json.set("step", StepJson.write(step)));
        return json;
    }

    /**
     * Reads what {@link #write} wrote. The table keeps no order of an object's members, so what comes from it is read
     * and written again before people see it.
     *
     * @throws IllegalArgumentException when it is not an event
     */
    public static JobEvent read(JsonNode json) {
        var job = json.required("job");
        var progress = job.required("progress");
        return new JobEvent(
                new JobId(json.required("jobId").asText()),
                new OrgId(json.required("orgId").asText()),
                json.required("version").longValue(),
                Json.time(json, "at").orElseThrow(() -> new IllegalArgumentException("The event has no time")),
                json.required("by").textValue(),
                JobStatus.valueOf(job.required("status").asText()),
                new Progress(
                        progress.required("completedSteps").intValue(),
                        progress.required("totalSteps").intValue()),
                Optional.ofNullable(json.get("step")).map(StepJson::read));
    }

    /** A whole job as a {@code snapshot} frame. */
    public static JsonNode snapshot(Job job) {
        return Json.object()
                .put("type", "snapshot")
                .put("version", job.version())
                .set("job", JobJson.write(job));
    }
}
