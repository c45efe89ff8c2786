package dev.tenantry.live;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.Environment;
import dev.tenantry.core.log.FunctionLog;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;

/** {@code unsubscribe}: ends a subscription. It may not post, so a frame that is malformed is only logged. */
public final class UnsubscribeHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Connections connections;

    /** In Lambda. */
    public UnsubscribeHandler() {
        this(new Connections(Table.of(Environment.current()), InstantSource.system()));
    }

    UnsubscribeHandler(Connections connections) {
        this.connections = connections;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(APIGatewayV2WebSocketEvent event, Context context) {
        var connectionId = event.getRequestContext().getConnectionId();
        try {
            connections.unsubscribe(
                    connectionId, UnsubscribeRequest.parse(event.getBody()).topic());
        } catch (FrameRejectedException refused) {
            FunctionLog.of(context).log("unsubscribe of " + connectionId + ": " + refused.getMessage(), LogLevel.WARN);
        }
        return Responses.ok();
    }
}
