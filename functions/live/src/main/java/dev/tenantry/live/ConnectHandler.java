package dev.tenantry.live;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.Environment;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;

/**
 * {@code $connect}: stores the connection. It posts nothing, since the connection is open only once this has returned.
 */
public final class ConnectHandler implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private static final int FORBIDDEN = 403;

    private final Connections connections;

    /** In Lambda. */
    public ConnectHandler() {
        this(new Connections(Table.of(Environment.current()), InstantSource.system()));
    }

    ConnectHandler(Connections connections) {
        this.connections = connections;
    }

    /** Rejects a connection that has no authenticated principal: the API's authorizer is missing then. */
    @Override
    public APIGatewayV2WebSocketResponse handleRequest(APIGatewayV2WebSocketEvent event, Context context) {
        var request = event.getRequestContext();
        var principal = request.getIdentity().getUserArn();
        if (principal == null) {
            context.getLogger().log("refused " + request.getConnectionId() + ": no principal", LogLevel.WARN);
            return Responses.status(FORBIDDEN);
        }
        connections.open(request.getConnectionId(), principal);
        return Responses.ok();
    }
}
