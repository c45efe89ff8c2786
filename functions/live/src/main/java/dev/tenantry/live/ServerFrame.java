package dev.tenantry.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.EventJson;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.notice.Notice;
import dev.tenantry.core.notice.NoticeJson;
import dev.tenantry.core.problem.Problem;
import java.nio.charset.StandardCharsets;

/**
 * A frame for a client.
 *
 * @param text its JSON
 */
record ServerFrame(String text) {
    /** API Gateway's quota for the payload of a WebSocket message. */
    private static final int MESSAGE_LIMIT = 128 * 1024;
    /** API Gateway's quota for a WebSocket frame, which events are made to fit in. */
    private static final int EVENT_LIMIT = 32 * 1024;

    static ServerFrame of(JsonNode json) {
        return new ServerFrame(Json.write(json));
    }

    static ServerFrame pong() {
        return of(Json.object().put("type", "pong"));
    }

    /** A pong that tells which version a job is at. */
    static ServerFrame pong(JobId jobId, long version) {
        return of(Json.object().put("type", "pong").put("jobId", jobId.value()).put("version", version));
    }

    static ServerFrame notice(Notice notice) {
        return of(Json.object()
                .put("type", "notice")
                .put("orgId", notice.orgId().value())
                .set("notice", NoticeJson.write(notice)));
    }

    static ServerFrame error(Problem problem) {
        return of(Json.object().put("type", "error").set("problem", problem.json()));
    }

    /** The whole job, or, where that is too large for one message, an error that says where to get it. */
    static ServerFrame snapshot(Job job) {
        var snapshot = of(EventJson.snapshot(job));
        return snapshot.size() <= MESSAGE_LIMIT ? snapshot : error(FrameProblems.snapshotTooLarge(job.id()));
    }

    /** Whether the frame is larger than an event ever should be. */
    boolean isTooLargeForEvent() {
        return size() > EVENT_LIMIT;
    }

    /** Its length in bytes, as UTF-8. */
    int size() {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
