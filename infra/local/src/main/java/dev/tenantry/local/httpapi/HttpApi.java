package dev.tenantry.local.httpapi;

import dev.tenantry.local.apigateway.Authorization;
import dev.tenantry.local.apigateway.AuthorizerDecision;
import dev.tenantry.local.apigateway.Integrations;
import dev.tenantry.local.apigateway.RequestIds;
import dev.tenantry.local.apigateway.Signatures;
import dev.tenantry.local.invocation.FunctionInvoker;
import dev.tenantry.local.invocation.InvocationResult;
import dev.tenantry.local.traffic.HttpExchange;
import dev.tenantry.local.traffic.TrafficObserver;
import dev.tenantry.local.web.Bodies;
import dev.tenantry.local.web.BodyTooLargeException;
import dev.tenantry.local.web.Json;
import dev.tenantry.local.web.LocalCallers;
import dev.tenantry.local.web.Responses;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpFields;
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
    private final TrafficObserver observer;
    private final Optional<Authorizers> authorizers;
    private Integrations integrations;

    /**
     * Makes the API.
     *
     * @param functions invokes the routes' functions
     * @param clock tells the time of the events
     */
    public HttpApi(HttpApiConfiguration configuration, FunctionInvoker functions, Clock clock) {
        this(configuration, functions, clock, TrafficObserver.NONE);
    }

    /**
     * Makes an API that is observed.
     *
     * @param functions invokes the routes' functions
     * @param clock tells the time of the events
     */
    public HttpApi(
            HttpApiConfiguration configuration, FunctionInvoker functions, Clock clock, TrafficObserver observer) {
        this.observer = observer;
        this.configuration = configuration;
        this.functions = functions;
        routes = new RouteTable(configuration.routes());
        events = new HttpApiEventFactory(configuration.api(), configuration.principal(), clock);
        authorizers = configuration.authorizer().map(authorizer -> new Authorizers(authorizer, clock));
    }

    /** Whether a route but the default one takes a request. */
    public boolean hasRouteFor(Request request) {
        return routes.find(request.getMethod(), request.getHttpURI().getPath())
                .filter(match -> !match.route().path().equals(HttpRoute.DEFAULT))
                .isPresent();
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
        var exchange = new Exchange(request, response, callback);
        if (configuration.cors().isPresent() && Cors.isPreflight(request.getMethod(), request.getHeaders())) {
            new Cors(configuration.cors().get()).allowPreflight(request.getHeaders(), response.getHeaders());
            exchange.send(204, new byte[0]);
            return true;
        }
        var path = request.getHttpURI().getPath();
        var match = routes.find(request.getMethod(), path);
        if (match.isEmpty()) {
            exchange.fail(404, "Not Found");
            return true;
        }
        if (!isAllowed(request, match.get().route().authorization())) {
            exchange.fail(403, "Forbidden");
            return true;
        }
        integrate(exchange, match.get(), requestId);
        return true;
    }

    private boolean isAllowed(Request request, Authorization needed) {
        return switch (needed) {
            case NONE -> true;
            case LAMBDA -> isLocal(request);
            case AWS_IAM -> isLocal(request) && Signatures.isSigned(request);
        };
    }

    /** Only this machine may call, and the pages of the origins that may by CORS. */
    private boolean isLocal(Request request) {
        return LocalCallers.isLocal(
                request, origin -> configuration.cors().map(Cors::new).stream().anyMatch(cors -> cors.allows(origin)));
    }

    /** A request that is being answered. */
    private final class Exchange {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private byte[] body = {};

        Exchange(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        byte[] read() throws IOException, BodyTooLargeException {
            body = Bodies.read(request, MAX_PAYLOAD_BYTES);
            return body;
        }

        void fail(int status, String message) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            send(status, Json.bytes(Map.of("message", message)));
        }

        void send(int status, byte[] answer) {
            observer.answered(status, () -> traffic(status, answer));
            Responses.bytes(response, callback, status, answer);
        }

        private HttpExchange traffic(int status, byte[] answer) {
            var uri = request.getHttpURI();
            return new HttpExchange(
                    request.getMethod(),
                    uri.getPath(),
                    uri.getQuery() == null ? "" : uri.getQuery(),
                    map(request.getHeaders()),
                    body,
                    status,
                    map(response.getHeaders()),
                    answer);
        }

        private static Map<String, String> map(HttpFields fields) {
            var map = new LinkedHashMap<String, String>();
            for (var field : fields) {
                map.merge(field.getLowerCaseName(), field.getValue(), (first, next) -> first + "," + next);
            }
            return map;
        }
    }

    private void integrate(Exchange exchange, RouteTable.Match match, String requestId) throws InterruptedException {
        try {
            var body = exchange.read();
            var event = events.event(exchange.request, body, match, requestId);
            if (match.route().authorization() == Authorization.LAMBDA) {
                invokeIfAllowed(exchange, match.route(), event);
            } else {
                invoke(exchange, match.route(), event);
            }
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

    private void invokeIfAllowed(Exchange exchange, HttpRoute route, HttpApiEvent event)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        switch (authorizers.orElseThrow().decide(event, integrations)) {
            case AuthorizerDecision.Unidentified _ -> exchange.fail(401, "Unauthorized");
            case AuthorizerDecision.Denied _ -> exchange.fail(403, "Forbidden");
            case AuthorizerDecision.Allowed allowed ->
                invoke(exchange, route, event.withLambdaContext(allowed.context()));
        }
    }

    private void invoke(Exchange exchange, HttpRoute route, HttpApiEvent event)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        answer(exchange, route, integrations.invoke(route.function(), Json.bytes(event)));
    }

    private void answer(Exchange exchange, HttpRoute route, InvocationResult result) throws IOException {
        switch (result) {
            case InvocationResult.Success success -> write(exchange, HttpApiAnswer.read(success.payload()));
            case InvocationResult.FunctionError error -> {
                LOGGER.warn("{}: {} failed: {}", route.key(), route.function(), reason(error));
                exchange.fail(500, "Internal Server Error");
            }
            case InvocationResult.ServiceError error -> {
                LOGGER.warn("{}: {} was not invoked: {}", route.key(), route.function(), error);
                exchange.fail(500, "Internal Server Error");
            }
        }
    }

    /** The kind of failure; its message only where it is Lambda's, because a function's may quote personal data. */
    private static String reason(InvocationResult.FunctionError error) throws IOException {
        var json = Json.MAPPER.readTree(error.payload());
        var type = json.path("errorType").asText();
        return type.startsWith("Sandbox.") || type.startsWith("Function.")
                ? type + ": " + json.path("errorMessage").asText()
                : type;
    }

    private void write(Exchange exchange, HttpApiAnswer answer) {
        var headers = exchange.response.getHeaders();
        answer.headers().forEach((name, value) -> {
            if (isPassed(name)) {
                headers.put(name, value);
            }
        });
        answer.cookies().forEach(cookie -> headers.add(HttpHeader.SET_COOKIE, cookie));
        configuration.cors().ifPresent(cors -> new Cors(cors).allowActual(exchange.request.getHeaders(), headers));
        exchange.send(answer.status(), answer.body());
    }

    private boolean isPassed(String header) {
        return !CONNECTION_HEADERS.contains(header.toLowerCase(Locale.ROOT))
                && !(configuration.cors().isPresent() && Cors.isCorsHeader(header));
    }
}
