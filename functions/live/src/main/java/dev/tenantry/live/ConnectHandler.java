package dev.tenantry.live;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.AuthorizerContext;
import dev.tenantry.core.access.Caller;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.log.FunctionLog;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;
import java.util.Optional;

/**
 * {@code $connect}: stores the connection, and who opened it. It posts nothing, since the connection is open only once
 * this has returned.
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

    /** Rejects a connection of nobody: the API's authorizer is missing then. */
    @Override
    public APIGatewayV2WebSocketResponse handleRequest(APIGatewayV2WebSocketEvent event, Context context) {
        var request = event.getRequestContext();
        var caller = Optional.ofNullable(request.getAuthorizer())
                .map(AuthorizerContext::read)
                .orElse(Caller.NOBODY);
        if (!caller.may(Scope.READ)) {
            FunctionLog.of(context)
                    .log("refused " + request.getConnectionId() + ": the caller may not read", LogLevel.WARN);
            return Responses.status(FORBIDDEN);
        }
        connections.open(request.getConnectionId(), caller);
        return Responses.ok();
    }
}
