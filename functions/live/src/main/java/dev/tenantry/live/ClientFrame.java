package dev.tenantry.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.plan.OrgId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** A frame that a client sent: one JSON object, of which nothing is ignored. */
final class ClientFrame {
    private static final List<String> TOPICS = List.of("jobId", "orgId", "jobs");

    private final JsonNode json;

    private ClientFrame(JsonNode json) {
        this.json = json;
    }

    /**
     * Parses a frame.
     *
     * @param body the event's body, null when the frame was empty
     * @throws FrameRejectedException when it is not a JSON object
     */
    static ClientFrame parse(String body) throws FrameRejectedException {
        try {
            var json = Json.parse(Objects.requireNonNullElse(body, ""));
            if (json.isObject()) {
                return new ClientFrame(json);
            }
        } catch (JsonProcessingException malformed) {
            throw new FrameRejectedException(FrameProblems.malformedJson(), malformed);
        }
        throw new FrameRejectedException(FrameProblems.malformedJson());
    }

    /** @throws FrameRejectedException when the frame has another field than these */
    void allowOnly(List<String> fields) throws FrameRejectedException {
        for (var field : json.properties()) {
            if (!fields.contains(field.getKey())) {
                throw new FrameRejectedException(FrameProblems.unknownField(field.getKey(), String.join(", ", fields)));
            }
        }
    }

    /**
     * @throws FrameRejectedException when the frame does not name exactly one of a job, an organisation and all jobs
     */
    Topic topic() throws FrameRejectedException {
        if (TOPICS.stream().filter(json::has).count() != 1) {
            throw refused("A frame names a jobId, an orgId, or jobs.", "Send exactly one of jobId, orgId and jobs.");
        }
        if (json.has("jobs")) {
            return allJobs();
        }
        var jobId = jobId();
        if (jobId.isPresent()) {
            return new Topic.OfJob(jobId.get());
        }
        var id = json.get("orgId");
        if (id.isTextual() && OrgId.isValid(id.textValue())) {
            return new Topic.OfOrg(new OrgId(id.textValue()));
        }
        throw refused("orgId is not an organisation's id.", "Send 1 to 40 letters, digits, - or _.");
    }

    private Topic allJobs() throws FrameRejectedException {
        if (!"all".equals(json.get("jobs").textValue())) {
            throw refused("jobs is not \"all\".", "Send \"jobs\": \"all\", or the jobId of one.");
        }
        return new Topic.AllJobs();
    }

    /** @throws FrameRejectedException when the frame has a {@code jobId} that is not a job's id */
    Optional<JobId> jobId() throws FrameRejectedException {
        if (!json.has("jobId")) {
            return Optional.empty();
        }
        var id = json.get("jobId");
        if (id.isTextual() && JobId.isValid(id.textValue())) {
            return Optional.of(new JobId(id.textValue()));
        }
        throw refused("jobId is not a job's id.", "Send the id that the API gave the job: job_ and 26 characters.");
    }

    /** @throws FrameRejectedException when the frame has an {@code after} that is not a version */
    OptionalLong after() throws FrameRejectedException {
        if (!json.has("after")) {
            return OptionalLong.empty();
        }
        var after = json.get("after");
        if (after.isIntegralNumber() && after.canConvertToLong() && after.longValue() >= 0) {
            return OptionalLong.of(after.longValue());
        }
        throw refused("after is not a version.", "Send the last version that you have seen, or 0 for all events.");
    }

    private static FrameRejectedException refused(String detail, String nextAction) {
        return new FrameRejectedException(FrameProblems.malformedRequest(detail, nextAction));
    }
}
