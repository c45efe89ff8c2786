package dev.tenantry.live;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.Environment;

/**
 * {@code ping}: posts a pong. Either keeps the connection from its idle timeout, which is 10 minutes (Amazon API
 * Gateway's quotas for WebSocket APIs), and a pong that does not come tells the client that the connection is dead.
 */
public final class PingHandler implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final ConnectionPoster poster;

    /** In Lambda. */
    public PingHandler() {
        this(ConnectionPoster.of(Environment.current()));
    }

    PingHandler(ConnectionPoster poster) {
        this.poster = poster;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(APIGatewayV2WebSocketEvent event, Context context) {
        var connectionId = event.getRequestContext().getConnectionId();
        var delivery = poster.post(connectionId, ServerFrame.pong());
        if (!(delivery instanceof Delivery.Delivered)) {
            context.getLogger().log("ping of " + connectionId + ": " + delivery, LogLevel.WARN);
        }
        return Responses.ok();
    }
}
