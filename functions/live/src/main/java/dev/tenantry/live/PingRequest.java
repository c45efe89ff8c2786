package dev.tenantry.live;

import dev.tenantry.core.job.JobId;
import java.util.List;
import java.util.Optional;

/**
 * {@code {"action":"ping"}}, or with a {@code jobId}.
 *
 * @param jobId the job whose version the client wants to know, if it wants to know one
 */
record PingRequest(Optional<JobId> jobId) {
    private static final List<String> FIELDS = List.of("action", "jobId");

    /** @throws FrameRejectedException when the frame is not such a request */
    static PingRequest parse(String body) throws FrameRejectedException {
        var frame = ClientFrame.parse(body);
        frame.allowOnly(FIELDS);
        return new PingRequest(frame.jobId());
    }
}
