package dev.tenantry.live;

import java.util.List;

/**
 * {@code {"action":"unsubscribe","jobId":"job_…"}}, or with an {@code orgId}.
 *
 * @param topic what to hear of no more
 */
record UnsubscribeRequest(Topic topic) {
    private static final List<String> FIELDS = List.of("action", "jobId", "orgId");

    /** @throws RefusedException when the frame is not such a request */
    static UnsubscribeRequest parse(String body) throws RefusedException {
        var frame = ClientFrame.parse(body);
        frame.allowOnly(FIELDS);
        return new UnsubscribeRequest(frame.topic());
    }
}
