package dev.tenantry.local.simulator;

import dev.tenantry.local.web.Bodies;
import dev.tenantry.local.web.BodyTooLargeException;
import dev.tenantry.local.web.LocalCallers;
import dev.tenantry.local.web.Responses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A proxy from the page to the reviews in the simulated Twilio's control API, and to no other part of it: the scripts
 * of a page may call only the server that the page came from. It answers only {@link LocalCallers}.
 */
public final class ReviewControl extends Handler.Abstract {

    private static final Set<String> PASSED_ON =
            Set.of("GET /_simulator/reviews", "POST /_simulator/reviews/decisions");

    /** A decision is a line. */
    private static final int MAX_BODY_BYTES = 16 * 1024;

    /** A decision waits until its callbacks have been answered. */
    private static final Duration PATIENCE = Duration.ofSeconds(35);

    private final URI twilio;
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param twilio where the simulated Twilio is */
    public ReviewControl(URI twilio) {
        this.twilio = twilio;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
            throws IOException, InterruptedException {
        var path = request.getHttpURI().getPath();
        if (!PASSED_ON.contains(request.getMethod() + " " + path)) {
            return false;
        }
        if (!LocalCallers.isLocal(request)) {
            refuse(response, callback, HttpStatus.FORBIDDEN_403, LocalCallers.REFUSAL);
            return true;
        }
        try {
            var answer = http.send(passedOn(request, path), BodyHandlers.ofByteArray());
            write(response, callback, answer);
        } catch (BodyTooLargeException e) {
            refuse(response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413, e.getMessage());
        }
        return true;
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        http.shutdownNow();
    }

    private HttpRequest passedOn(Request request, String path) throws IOException {
        var body = BodyPublishers.ofByteArray(Bodies.read(request, MAX_BODY_BYTES));
        var passedOn = HttpRequest.newBuilder(twilio.resolve(path)).timeout(PATIENCE);
        var type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type != null) {
            passedOn.header("Content-Type", type);
        }
        return passedOn.method(request.getMethod(), body).build();
    }

    private static void write(Response response, Callback callback, HttpResponse<byte[]> answer) {
        answer.headers().firstValue("Content-Type").ifPresent(type -> response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, type));
        Responses.bytes(response, callback, answer.statusCode(), answer.body());
    }

    private static void refuse(Response response, Callback callback, int status, String message) {
        Responses.json(response, callback, status, Map.of("message", message));
    }
}
