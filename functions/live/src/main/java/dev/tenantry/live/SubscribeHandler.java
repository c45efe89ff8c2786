package dev.tenantry.live;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.Environment;
import dev.tenantry.core.log.FunctionLog;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;

/** {@code subscribe}: subscribes the connection and brings it up to date; what is wrong is posted as an error frame. */
public final class SubscribeHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final SubscriptionService subscriptions;
    private final ConnectionPoster poster;

    /** In Lambda. */
    public SubscribeHandler() {
        var environment = Environment.current();
        var table = Table.of(environment);
        var connections = new Connections(table, InstantSource.system());
        var ownPoster = ConnectionPoster.of(environment);
        this(new SubscriptionService(connections, new JobStore(table), ownPoster, InstantSource.system()), ownPoster);
    }

    SubscribeHandler(SubscriptionService subscriptions, ConnectionPoster poster) {
        this.subscriptions = subscriptions;
        this.poster = poster;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(APIGatewayV2WebSocketEvent event, Context context) {
        var connectionId = event.getRequestContext().getConnectionId();
        try {
            var delivery = subscriptions.subscribe(connectionId, SubscribeRequest.parse(event.getBody()));
            if (!(delivery instanceof Delivery.Delivered)) {
                FunctionLog.of(context).log("subscribe of " + connectionId + ": " + delivery, LogLevel.WARN);
            }
        } catch (FrameRejectedException refused) {
            var delivery = poster.post(connectionId, ServerFrame.error(refused.problem()));
            FunctionLog.of(context)
                    .log("subscribe of " + connectionId + ": " + refused.getMessage() + ", " + delivery, LogLevel.WARN);
        }
        return Responses.ok();
    }
}
