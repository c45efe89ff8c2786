package dev.tenantry.live;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.Environment;
import dev.tenantry.core.log.FunctionLog;
import dev.tenantry.core.problem.Problem;

/** {@code $default}: posts an error frame to a client whose frame matches no route. */
public final class UnknownActionHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final ConnectionPoster poster;

    /** In Lambda. */
    public UnknownActionHandler() {
        this(ConnectionPoster.of(Environment.current()));
    }

    UnknownActionHandler(ConnectionPoster poster) {
        this.poster = poster;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(APIGatewayV2WebSocketEvent event, Context context) {
        var connectionId = event.getRequestContext().getConnectionId();
        var problem = problem(event.getBody());
        var delivery = poster.post(connectionId, ServerFrame.error(problem));
        FunctionLog.of(context)
                .log("message of " + connectionId + ": " + problem.code() + ", " + delivery, LogLevel.WARN);
        return Responses.ok();
    }

    private static Problem problem(String body) {
        try {
            ClientFrame.parse(body);
            return FrameProblems.unknownAction();
        } catch (FrameRejectedException refused) {
            return refused.problem();
        }
    }
}
