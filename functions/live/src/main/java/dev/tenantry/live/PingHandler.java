package dev.tenantry.live;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Caller;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.log.FunctionLog;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;

/**
 * {@code ping}: posts a pong. Either frame resets the connection's idle timeout of 10 minutes (Amazon API Gateway's
 * quotas for WebSocket APIs), and a client that receives no pong knows that the connection is dead.
 *
 * <p>The pong to a ping that names a job contains the job's version. So a client that missed a job's last frame, which
 * no later frame follows to show the gap, notices at the next ping.
 *
 * <p>A ping of a connection that is not stored any more gets no answer: it will not be told of anything either.
 */
public final class PingHandler implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Connections connections;
    private final JobStore jobs;
    private final ConnectionPoster poster;
    private final InstantSource clock;

    /** In Lambda. */
    public PingHandler() {
        this(Environment.current());
    }

    private PingHandler(Environment environment) {
        this(Table.of(environment), ConnectionPoster.of(environment), InstantSource.system());
    }

    PingHandler(Table table, ConnectionPoster poster, InstantSource clock) {
        this.connections = new Connections(table, clock);
        this.jobs = new JobStore(table);
        this.poster = poster;
        this.clock = clock;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(APIGatewayV2WebSocketEvent event, Context context) {
        var connectionId = event.getRequestContext().getConnectionId();
        var delivery = connections
                .find(connectionId)
                .map(connection -> answer(connection, event.getBody()))
                .orElseGet(Delivery.Gone::new);
        if (!(delivery instanceof Delivery.Delivered)) {
            FunctionLog.of(context).log("ping of " + connectionId + ": " + delivery, LogLevel.WARN);
        }
        return Responses.ok();
    }

    private Delivery answer(Connection connection, String body) {
        return connection.caller().isExpired(clock.instant())
                ? poster.expire(connection.id())
                : poster.post(connection.id(), frame(connection.caller(), body));
    }

    private ServerFrame frame(Caller caller, String body) {
        try {
            var jobId = PingRequest.parse(body).jobId();
            return jobId.isPresent() ? pong(caller, jobId.get()) : ServerFrame.pong();
        } catch (FrameRejectedException refused) {
            return ServerFrame.error(refused.problem());
        }
    }

    private ServerFrame pong(Caller caller, JobId id) throws FrameRejectedException {
        var job = jobs.find(id, caller.organisations())
                .orElseThrow(() -> new FrameRejectedException(FrameProblems.unknownJob(id)));
        return ServerFrame.pong(id, job.version());
    }
}
