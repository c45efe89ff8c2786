package dev.tenantry.local.httpapi;

import dev.tenantry.local.FunctionInvoker;
import dev.tenantry.local.InvocationResult;
import dev.tenantry.local.apigateway.Authorization;
import dev.tenantry.local.apigateway.Integrations;
import dev.tenantry.local.apigateway.LocalCallers;
import dev.tenantry.local.apigateway.RequestIds;
import dev.tenantry.local.web.Bodies;
import dev.tenantry.local.web.BodyTooLargeException;
import dev.tenantry.local.web.Json;
import dev.tenantry.local.web.Responses;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves an HTTP API's {@code $default} stage. It answers every request, with 404 if it has no route for it: in a
 * {@link Handler.Sequence} it comes last.
 *
 * <p>Its own answers are API Gateway's: 404 {@code Not Found}, 413 {@code Request Entity Too Large} above 10 MB, 500
 * {@code Internal Server Error} if the function fails or answers in no known format, 503 {@code Service Unavailable} if
 * it takes longer than the integration timeout (it runs on, as on AWS).
 */
public final class HttpApi extends Handler.Abstract {

    private static final Logger LOGGER = LoggerFactory.getLogger(HttpApi.class);
    private static final int MAX_PAYLOAD_BYTES = 10 * 1024 * 1024;

    /** What the connection, not the function, decides. */
    private static final Set<String> CONNECTION_HEADERS = Set.of("connection", "content-length", "transfer-encoding");

    private final HttpApiConfiguration configuration;
    private final FunctionInvoker functions;
    private final RouteTable routes;
    private final HttpApiEventFactory events;
    private Integrations integrations;

    /**
     * Makes the API.
     *
     * @param functions invokes the routes' functions
     * @param clock tells the time of the events
     */
    public HttpApi(HttpApiConfiguration configuration, FunctionInvoker functions, Clock clock) {
        this.configuration = configuration;
        this.functions = functions;
        routes = new RouteTable(configuration.routes());
        events = new HttpApiEventFactory(configuration.api(), configuration.principal(), clock);
    }

    @Override
    protected void doStart() throws Exception {
        integrations = new Integrations(functions, configuration.integrationTimeout());
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        integrations.close();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var requestId = RequestIds.next();
        response.getHeaders().put("apigw-requestid", requestId);
        if (configuration.cors().isPresent() && Cors.isPreflight(request.getMethod(), request.getHeaders())) {
            new Cors(configuration.cors().get()).allowPreflight(request.getHeaders(), response.getHeaders());
            Responses.bytes(response, callback, 204, new byte[0]);
            return true;
        }
        var path = request.getHttpURI().getPath();
        var match = routes.find(request.getMethod(), path);
        if (match.isEmpty()) {
            message(response, callback, 404, "Not Found");
            return true;
        }
        if (match.get().route().authorization() == Authorization.AWS_IAM && !LocalCallers.isLocal(request)) {
            message(response, callback, 403, "Forbidden");
            return true;
        }
        integrate(new Exchange(request, response, callback), match.get(), requestId);
        return true;
    }

    private record Exchange(Request request, Response response, Callback callback) {

        void fail(int status, String message) {
            HttpApi.message(response, callback, status, message);
        }
    }

    private void integrate(Exchange exchange, RouteTable.Match match, String requestId) throws InterruptedException {
        try {
            var body = Bodies.read(exchange.request(), MAX_PAYLOAD_BYTES);
            var event = Json.bytes(events.event(exchange.request(), body, match, requestId));
            answer(exchange, match.route(), integrations.invoke(match.route().function(), event));
        } catch (BodyTooLargeException e) {
            exchange.fail(413, "Request Entity Too Large");
        } catch (TimeoutException e) {
            LOGGER.warn("{}: no answer within {}", match.route().key(), configuration.integrationTimeout());
            exchange.fail(503, "Service Unavailable");
        } catch (IOException | ExecutionException e) {
            LOGGER.warn("{}: the integration failed", match.route().key(), e);
            exchange.fail(500, "Internal Server Error");
        }
    }

    private void answer(Exchange exchange, HttpRoute route, InvocationResult result) throws IOException {
        switch (result) {
            case InvocationResult.Success success -> write(exchange, HttpApiAnswer.read(success.payload()));
            case InvocationResult.FunctionError error -> {
                LOGGER.warn("{}: {} failed", route.key(), route.function());
                exchange.fail(500, "Internal Server Error");
            }
            case InvocationResult.ServiceError error -> {
                LOGGER.warn("{}: {} was not invoked: {}", route.key(), route.function(), error);
                exchange.fail(500, "Internal Server Error");
            }
        }
    }

    private void write(Exchange exchange, HttpApiAnswer answer) {
        var headers = exchange.response().getHeaders();
        answer.headers().forEach((name, value) -> {
            if (isPassed(name)) {
                headers.put(name, value);
            }
        });
        answer.cookies().forEach(cookie -> headers.add(HttpHeader.SET_COOKIE, cookie));
        configuration.cors().ifPresent(cors -> new Cors(cors)
                .allowActual(exchange.request().getHeaders(), headers));
        Responses.bytes(exchange.response(), exchange.callback(), answer.status(), answer.body());
    }

    private boolean isPassed(String header) {
        return !CONNECTION_HEADERS.contains(header.toLowerCase(Locale.ROOT))
                && !(configuration.cors().isPresent() && Cors.isCorsHeader(header));
    }

    private static void message(Response response, Callback callback, int status, String message) {
        Responses.json(response, callback, status, Map.of("message", message));
    }
}
