package dev.tenantry.local;

import dev.tenantry.local.apigateway.ApiIdentity;
import dev.tenantry.local.apigateway.LocalPrincipal;
import dev.tenantry.local.cloudwatch.ServiceMetrics;
import dev.tenantry.local.httpapi.HttpApi;
import dev.tenantry.local.httpapi.HttpApiConfiguration;
import dev.tenantry.local.httpapi.HttpRoute;
import dev.tenantry.local.invocation.FunctionInvoker;
import dev.tenantry.local.issuer.IssuerHandler;
import dev.tenantry.local.issuer.LocalIssuer;
import dev.tenantry.local.simulator.ReviewControl;
import dev.tenantry.local.site.StaticSite;
import dev.tenantry.local.template.HttpApiResource;
import dev.tenantry.local.template.Template;
import dev.tenantry.local.template.WebSocketApiResource;
import dev.tenantry.local.template.evaluation.Stack;
import dev.tenantry.local.traffic.TrafficObserver;
import dev.tenantry.local.websocketapi.ConnectionsApi;
import dev.tenantry.local.websocketapi.WebSocketApi;
import dev.tenantry.local.websocketapi.WebSocketApiConfiguration;
import dev.tenantry.local.websocketapi.WebSocketLimits;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Handler;

/**
 * The template's HTTP APIs and WebSocket API, which share a port. On AWS each has an address of its own; here a request
 * that is not signed goes to the API with the authorizer for tokens, if that has a route for it.
 */
final class ApiGateways {

    private static final LocalPrincipal PRINCIPAL = LocalPrincipal.user(Stack.LOCAL_ACCOUNT, "local");

    private final WebSocketApiResource live;
    private final WebSocketApi webSocketApi;
    private final HttpApiResource http;
    private final HttpApi httpApi;
    private final Optional<HttpApi> tokenApi;

    ApiGateways(Template template, FunctionInvoker functions, TrafficObserver observer, ServiceMetrics metrics) {
        live = only("AWS::Serverless::WebSocketApi", template.webSocketApis());
        webSocketApi = new WebSocketApi(configuration(live), functions, Clock.systemUTC(), observer);
        http = only(
                "AWS::Serverless::HttpApi without an authorizer of its own",
                template.httpApis().stream()
                        .filter(api -> api.authorizer().isEmpty())
                        .toList());
        httpApi =
                new HttpApi(configuration(http), functions, Clock.systemUTC(), metrics.answersOf(http.id(), observer));
        tokenApi = template.httpApis().stream()
                .filter(api -> api.authorizer().isPresent())
                .map(api -> new HttpApi(
                        configuration(api), functions, Clock.systemUTC(), metrics.answersOf(api.id(), observer)))
                .findFirst();
    }

    /** Serves both APIs, and a page, with its way to the simulated Twilio, under the paths that neither has. */
    Handler handler(Optional<URI> site, URI twilio, Optional<LocalIssuer> issuer) {
        var handlers = new ArrayList<Handler>();
        handlers.add(webSocketApi);
        issuer.ifPresent(one -> handlers.add(new IssuerHandler(one)));
        site.ifPresent(folder -> {
            handlers.add(new ReviewControl(twilio));
            handlers.add(new StaticSite(folder, firstParts()));
        });
        tokenApi.ifPresent(api -> handlers.add(new TokenRequests(api)));
        handlers.add(httpApi);
        return new Handler.Sequence(handlers);
    }

    /** What the paths of both APIs begin with: where there is no route, it is still an API that says so. */
    private Set<String> firstParts() {
        return Stream.concat(
                        Stream.of(live.stage()),
                        http.routes().stream()
                                .map(HttpApiResource.Route::path)
                                .filter(path -> path.startsWith("/"))
                                .map(path -> path.split("/", 3)[1]))
                .collect(Collectors.toSet());
    }

    /** Serves the {@code @connections} API. */
    Handler connections() {
        return new ConnectionsApi(webSocketApi);
    }

    URI liveUrl(URI http) {
        return URI.create("ws://" + http.getAuthority() + "/" + live.stage());
    }

    private static <T> T only(String type, List<T> apis) {
        if (apis.size() != 1) {
            throw new IllegalArgumentException("A local run needs one " + type + ", the template has " + apis.size());
        }
        return apis.getFirst();
    }

    private static HttpApiConfiguration configuration(HttpApiResource api) {
        var routes = api.routes().stream()
                .map(route -> new HttpRoute(route.method(), route.path(), route.functionArn(), route.authorization()))
                .toList();
        return new HttpApiConfiguration(
                identity(api.id()),
                routes,
                api.authorizer()
                        .map(lambda ->
                                new HttpApiConfiguration.LambdaAuthorizer(lambda.functionArn(), lambda.timeToLive())),
                api.cors(),
                PRINCIPAL,
                HttpApiConfiguration.MAX_INTEGRATION_TIMEOUT);
    }

    private static WebSocketApiConfiguration configuration(WebSocketApiResource api) {
        return new WebSocketApiConfiguration(
                identity(api.id()),
                api.stage(),
                api.routeSelectionExpression(),
                api.routes(),
                api.authorization(),
                api.authorizer(),
                PRINCIPAL,
                WebSocketLimits.AWS);
    }

    private static ApiIdentity identity(String apiId) {
        return ApiIdentity.of(Stack.LOCAL_ACCOUNT, Stack.LOCAL_REGION, apiId);
    }
}
