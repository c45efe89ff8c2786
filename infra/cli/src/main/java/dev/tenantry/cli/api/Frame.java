package dev.tenantry.cli.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** Frame that the server sends over the WebSocket. */
public sealed interface Frame {
    /** The job as it stands. */
    record Snapshot(Answer<Job> job) implements Frame {}

    /** One change of a job. */
    record Update(Answer<JobUpdate> update) implements Frame {}

    /** The server refused what was asked, or broke. */
    record Refusal(Problem problem) implements Frame {}

    /** Anything else, such as the answer to a ping: a sign of life. */
    record Other() implements Frame {}

    /**
     * Understands a frame.
     *
     * @throws JsonProcessingException when the text is no JSON, or lacks what its type calls for
     */
    static Frame parse(String text) throws JsonProcessingException {
        var json = Json.MAPPER.readTree(text);
        return switch (json.path("type").asText()) {
            case "snapshot" -> new Snapshot(answer(json.path("job"), Job.class));
            case "provisioning-update" -> new Update(answer(json, JobUpdate.class));
            case "error" -> new Refusal(Problem.of(json.path("problem")));
            // Amazon API Gateway's own frame, when a route cannot be called: {"message", "connectionId", "requestId"}.
            case "" -> json.has("message") ? new Refusal(Problem.of(json)) : new Other();
            default -> new Other();
        };
    }

    private static <T> Answer<T> answer(JsonNode json, Class<T> type) throws JsonProcessingException {
        return Answer.of(Json.MAPPER.treeToValue(json, type), json);
    }
}
