package dev.tenantry.live;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

/**
 * Responses of the WebSocket handlers to API Gateway. The client of a message sees nothing of it, only the caller of
 * {@code $connect} does.
 */
final class Responses {
    private Responses() {}

    static APIGatewayV2WebSocketResponse ok() {
        return status(200);
    }

    static APIGatewayV2WebSocketResponse status(int status) {
        var response = new APIGatewayV2WebSocketResponse();
        response.setStatusCode(status);
        return response;
    }
}
