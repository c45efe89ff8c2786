package dev.tenantry.live;

import java.util.List;

/**
 * {@code {"action":"unsubscribe","jobId":"job_…"}}, or with an {@code orgId} or {@code "jobs":"all"}.
 *
 * @param topic what to hear of no more
 */
record UnsubscribeRequest(Topic topic) {
    private static final List<String> FIELDS = List.of("action", "jobId", "orgId", "jobs");

    /** @throws FrameRejectedException when the frame is not such a request */
    static UnsubscribeRequest parse(String body) throws FrameRejectedException {
        var frame = ClientFrame.parse(body);
        frame.allowOnly(FIELDS);
        return new UnsubscribeRequest(frame.topic());
    }
}
