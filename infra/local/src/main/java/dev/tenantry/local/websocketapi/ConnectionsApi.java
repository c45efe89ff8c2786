package dev.tenantry.local.websocketapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.tenantry.local.web.Bodies;
import dev.tenantry.local.web.BodyTooLargeException;
import dev.tenantry.local.web.Responses;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The API Gateway Management API of a WebSocket API: {@code POST}, {@code GET} and {@code DELETE} on
 * {@code /{stage}/@connections/{connectionId}}, as at AWS's own domain names, or without the stage, as at custom ones.
 *
 * <p>A post returns when the message is queued for the client; it never waits for the client to read. Its errors are
 * those of the API reference: {@code GoneException} 410, {@code PayloadTooLargeException} 413,
 * {@code LimitExceededException} 429.
 */
public final class ConnectionsApi extends Handler.Abstract {

    private static final Pattern PATH = Pattern.compile("(?:/([^/@]+))?/@connections/([^/]+)");

    private final WebSocketApi api;

    /** Manages an API's connections. */
    public ConnectionsApi(WebSocketApi api) {
        this.api = api;
    }

    private record Answer(Response response, Callback callback) {

        void empty(int status) {
            Responses.bytes(response, callback, status, new byte[0]);
        }

        void error(int status, String type, String message) {
            response.getHeaders().put("x-amzn-ErrorType", type);
            Responses.json(response, callback, status, Map.of("message", message));
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        var path = PATH.matcher(request.getHttpURI().getPath());
        if (!path.matches()) {
            return false;
        }
        response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
        var answer = new Answer(response, callback);
        var stage = path.group(1);
        if (stage != null && !stage.equals(api.configuration().stage())) {
            answer.error(403, "ForbiddenException", "Forbidden");
            return true;
        }
        var connection = api.connections().find(URLDecoder.decode(path.group(2).replace("+", "%2B"), UTF_8));
        if (connection.isEmpty()) {
            answer.error(410, "GoneException", "Gone");
        } else {
            manage(connection.get(), request, answer);
        }
        return true;
    }

    private void manage(Connection connection, Request request, Answer answer) throws IOException {
        switch (request.getMethod()) {
            case "POST" -> post(connection, request, answer);
            case "GET" -> Responses.json(answer.response(), answer.callback(), 200, Description.of(connection));
            case "DELETE" -> {
                connection.close(CloseStatus.NORMAL);
                answer.empty(204);
            }
            default -> answer.error(403, "ForbiddenException", "Forbidden");
        }
    }

    private void post(Connection connection, Request request, Answer answer) throws IOException {
        try {
            var message =
                    new String(Bodies.read(request, api.configuration().limits().maxMessageBytes()), UTF_8);
            if (connection.send(message)) {
                connection.active(api.clock().instant());
                answer.empty(200);
            } else {
                answer.error(429, "LimitExceededException", "The client's buffer is full");
            }
        } catch (BodyTooLargeException e) {
            answer.error(413, "PayloadTooLargeException", e.getMessage());
        }
    }

    private record Description(String connectedAt, Identity identity, String lastActiveAt) {

        static Description of(Connection connection) {
            return new Description(
                    connection.connectedAt().truncatedTo(ChronoUnit.MILLIS).toString(),
                    new Identity(
                            connection.client().sourceIp(), connection.client().userAgent()),
                    connection.lastActiveAt().truncatedTo(ChronoUnit.MILLIS).toString());
        }
    }

    @JsonInclude(Include.NON_NULL)
    private record Identity(String sourceIp, String userAgent) {}
}
