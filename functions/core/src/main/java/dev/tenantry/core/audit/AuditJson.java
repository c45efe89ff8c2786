package dev.tenantry.core.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.audit.AuditRecord.CallerKind;
import dev.tenantry.core.audit.AuditRecord.Operation;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.plan.OrgId;

/** An audit record as JSON, in the shape of {@code GET /v1/audit}. The table stores the same shape. */
public final class AuditJson {
    private AuditJson() {}

    /** Writes a record. */
    public static ObjectNode write(AuditRecord written) {
        var json = Json.object()
                .put("id", written.id().value())
                .put("at", Json.time(written.at()))
                .put("by", written.by())
                .put("callerKind", written.callerKind().word())
                .put("operation", written.operation().word());
        written.orgId().ifPresent(orgId -> json.put("orgId", orgId.value()));
        written.jobId().ifPresent(jobId -> json.put("jobId", jobId.value()));
        json.put("requestId", written.requestId())
                // Not "status", which in the table is the key of an index of jobs.
                .put("httpStatus", written.httpStatus());
        written.code().ifPresent(code -> json.put("code", code));
        return json.put("changed", written.changed());
    }

    /** Reads a record that {@link #write} wrote. */
    public static AuditRecord read(JsonNode json) {
        return new AuditRecord(
                new AuditId(json.required("id").textValue()),
                Json.time(json, "at").orElseThrow(),
                json.required("by").textValue(),
                CallerKind.ofWord(json.required("callerKind").textValue()),
                Operation.ofWord(json.required("operation").textValue()),
                Json.text(json, "orgId").map(OrgId::new),
                Json.text(json, "jobId").map(JobId::new),
                json.required("requestId").textValue(),
                json.required("httpStatus").intValue(),
                Json.text(json, "code"),
                json.required("changed").booleanValue());
    }
}
