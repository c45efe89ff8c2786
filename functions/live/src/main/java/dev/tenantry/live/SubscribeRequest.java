package dev.tenantry.live;

import java.util.List;
import java.util.OptionalLong;

/**
 * {@code {"action":"subscribe","jobId":"job_…","after":17}}, or with an {@code orgId} and no {@code after}.
 *
 * @param topic what to subscribe to
 * @param after the last version of the job that the client has seen; a client that has seen none gets a snapshot
 */
record SubscribeRequest(Topic topic, OptionalLong after) {
    private static final List<String> FIELDS = List.of("action", "jobId", "orgId", "after");

    /** @throws RefusedException when the frame is not such a request */
    static SubscribeRequest parse(String body) throws RefusedException {
        var frame = ClientFrame.parse(body);
        frame.allowOnly(FIELDS);
        var request = new SubscribeRequest(frame.topic(), frame.after());
        if (request.topic() instanceof Topic.OfOrg && request.after().isPresent()) {
            throw new RefusedException(Problem.malformedRequest(
                    "Versions belong to a job, so after needs a jobId.",
                    "Subscribe to the organisation without after, or to the job with it."));
        }
        return request;
    }
}
