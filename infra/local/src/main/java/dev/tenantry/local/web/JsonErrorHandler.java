package dev.tenantry.local.web;

import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers unhandled and malformed requests as API Gateway does: {@code {"message":"Bad Request"}}. */
final class JsonErrorHandler implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Responses.json(
                response,
                callback,
                response.getStatus(),
                Map.of("message", HttpStatus.getMessage(response.getStatus())));
        return true;
    }
}
