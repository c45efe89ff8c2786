package dev.tenantry.live;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.Environment;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;

/**
 * {@code ping}: posts a pong. Either frame resets the connection's idle timeout of 10 minutes (Amazon API Gateway's
 * quotas for WebSocket APIs), and a client that receives no pong knows that the connection is dead.
 *
 * <p>The pong to a ping that names a job contains the job's version. So a client that missed a job's last frame, which
 * no later frame follows to show the gap, notices at the next ping.
 */
public final class PingHandler implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final JobStore jobs;
    private final ConnectionPoster poster;

    /** In Lambda. */
    public PingHandler() {
        this(Environment.current());
    }

    private PingHandler(Environment environment) {
        this(new JobStore(Table.of(environment)), ConnectionPoster.of(environment));
    }

    PingHandler(JobStore jobs, ConnectionPoster poster) {
        this.jobs = jobs;
        this.poster = poster;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(APIGatewayV2WebSocketEvent event, Context context) {
        var connectionId = event.getRequestContext().getConnectionId();
        var delivery = poster.post(connectionId, answer(event.getBody()));
        if (!(delivery instanceof Delivery.Delivered)) {
            context.getLogger().log("ping of " + connectionId + ": " + delivery, LogLevel.WARN);
        }
        return Responses.ok();
    }

    private ServerFrame answer(String body) {
        try {
            var jobId = PingRequest.parse(body).jobId();
            return jobId.isPresent() ? pong(jobId.get()) : ServerFrame.pong();
        } catch (FrameRejectedException refused) {
            return ServerFrame.error(refused.problem());
        }
    }

    private ServerFrame pong(JobId id) throws FrameRejectedException {
        var job = jobs.find(id).orElseThrow(() -> new FrameRejectedException(FrameProblems.unknownJob(id)));
        return ServerFrame.pong(id, job.version());
    }
}
