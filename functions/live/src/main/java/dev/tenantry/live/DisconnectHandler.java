package dev.tenantry.live;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.tenantry.core.Environment;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;

/**
 * {@code $disconnect}: removes the connection and its subscriptions. API Gateway does not promise to call it; the
 * broadcaster and the table's time to live remove what is left over.
 */
public final class DisconnectHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Connections connections;

    /** In Lambda. */
    public DisconnectHandler() {
        this(new Connections(Table.of(Environment.current()), InstantSource.system()));
    }

    DisconnectHandler(Connections connections) {
        this.connections = connections;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(APIGatewayV2WebSocketEvent event, Context context) {
        connections.remove(event.getRequestContext().getConnectionId());
        return Responses.ok();
    }
}
