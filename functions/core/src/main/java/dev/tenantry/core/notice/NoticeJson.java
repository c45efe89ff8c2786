package dev.tenantry.core.notice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.notice.Notice.Kind;
import dev.tenantry.core.notice.Notice.Severity;
import dev.tenantry.core.plan.OrgId;

/** A notice as JSON, in the shape of {@code GET /v1/orgs/{orgId}/notices}. The table stores the same shape. */
public final class NoticeJson {
    private NoticeJson() {}

    /** Writes a notice. Whose it is stands in the path, not here. */
    public static ObjectNode write(Notice notice) {
        return Json.object()
                .put("id", notice.id().value())
                .put("at", Json.time(notice.at()))
                .put("kind", notice.kind().word())
                .put("severity", notice.severity().word())
                .put("message", notice.message())
                .put("by", notice.by());
    }

    /** Reads a notice that {@link #write} wrote. */
    public static Notice read(OrgId orgId, JsonNode json) {
        return new Notice(
                new NoticeId(json.required("id").textValue()),
                orgId,
                Json.time(json, "at").orElseThrow(),
                Kind.ofWord(json.required("kind").textValue()),
                Severity.ofWord(json.required("severity").textValue()),
                json.required("message").textValue(),
                json.required("by").textValue());
    }
}
