package dev.tenantry.live;

import java.util.List;
import java.util.OptionalLong;

/**
 * {@code {"action":"subscribe","jobId":"job_…","after":17}}, or with an {@code orgId} or {@code "jobs":"all"} and no
 * {@code after}.
 *
 * @param topic what to subscribe to
 * @param after the last version of the job that the client has seen; a client that has seen none gets a snapshot
 */
record SubscribeRequest(Topic topic, OptionalLong after) {
    private static final List<String> FIELDS = List.of("action", "jobId", "orgId", "jobs", "after");

    /** @throws FrameRejectedException when the frame is not such a request */
    static SubscribeRequest parse(String body) throws FrameRejectedException {
        var frame = ClientFrame.parse(body);
        frame.allowOnly(FIELDS);
        var request = new SubscribeRequest(frame.topic(), frame.after());
        if (!(request.topic() instanceof Topic.OfJob) && request.after().isPresent()) {
            throw new FrameRejectedException(FrameProblems.malformedRequest(
                    "Versions belong to a job, so after needs a jobId.",
                    "Subscribe without after, or to the job with it."));
        }
        return request;
    }
}
