package dev.tenantry.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** A frame that a client sent: one JSON object, of which nothing is ignored. */
final class ClientFrame {
    private final JsonNode json;

    private ClientFrame(JsonNode json) {
        this.json = json;
    }

    /**
     * Parses a frame.
     *
     * @param body the event's body, null when the frame was empty
     * @throws RefusedException when it is not a JSON object
     */
    static ClientFrame parse(String body) throws RefusedException {
        try {
            var json = Json.parse(Objects.requireNonNullElse(body, ""));
            if (json.isObject()) {
                return new ClientFrame(json);
            }
        } catch (JsonProcessingException malformed) {
            throw new RefusedException(Problem.malformedJson(), malformed);
        }
        throw new RefusedException(Problem.malformedJson());
    }

    /** @throws RefusedException when the frame has another field than these */
    void allowOnly(List<String> fields) throws RefusedException {
        for (var field : json.properties()) {
            if (!fields.contains(field.getKey())) {
                throw new RefusedException(Problem.unknownField(field.getKey(), String.join(", ", fields)));
            }
        }
    }

    /** @throws RefusedException when the frame does not name exactly one job or organisation */
    Topic topic() throws RefusedException {
        if (json.has("jobId") == json.has("orgId")) {
            throw refused("A frame names either a jobId or an orgId.", "Send exactly one of jobId and orgId.");
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

    /** @throws RefusedException when the frame has a {@code jobId} that is not a job's id */
    Optional<JobId> jobId() throws RefusedException {
        if (!json.has("jobId")) {
            return Optional.empty();
        }
        var id = json.get("jobId");
        if (id.isTextual() && JobId.isValid(id.textValue())) {
            return Optional.of(new JobId(id.textValue()));
        }
        throw refused("jobId is not a job's id.", "Send the id that the API gave the job: job_ and 26 characters.");
    }

    /** @throws RefusedException when the frame has an {@code after} that is not a version */
    OptionalLong after() throws RefusedException {
        if (!json.has("after")) {
            return OptionalLong.empty();
        }
        var after = json.get("after");
        if (after.isIntegralNumber() && after.canConvertToLong() && after.longValue() >= 0) {
            return OptionalLong.of(after.longValue());
        }
        throw refused("after is not a version.", "Send the last version that you have seen, or 0 for all events.");
    }

    private static RefusedException refused(String detail, String nextAction) {
        return new RefusedException(Problem.malformedRequest(detail, nextAction));
    }
}
