package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * {@code $default}: answers what no other route takes, with 405 where the path has other methods, else with 404.
 *
 * <p>It is one route and not a route for every method of each path, because such a route would take the preflights that
 * API Gateway answers itself once CORS is configured.
 */
public final class NoRouteHandler extends ApiHandler {
    /** The routes of the HTTP API in template.yaml but for this handler's own. */
    private static final List<Route> ROUTES = List.of(
            Route.of("POST", "/v1/orgs/{orgId}/provisioning-jobs"),
            Route.of("GET", "/v1/orgs/{orgId}/provisioning-jobs"),
            Route.of("GET", "/v1/orgs/{orgId}/provisioning-jobs/latest"),
            Route.of("GET", "/v1/orgs/{orgId}/credentials"),
            Route.of("GET", "/v1/orgs/{orgId}/notices"),
            Route.of("GET", "/v1/orgs/{orgId}/audit"),
            Route.of("GET", "/v1/orgs/{orgId}/senders"),
            Route.of("GET", "/v1/orgs/{orgId}"),
            Route.of("GET", "/v1/orgs/{orgId}/drift"),
            Route.of("GET", "/v1/orgs"),
            Route.of("POST", "/v1/orgs/{orgId}/webhook-address/rotate"),
            Route.of("GET", "/v1/audit"),
            Route.of("GET", "/v1/provisioning-jobs"),
            Route.of("GET", "/v1/provisioning-jobs/{jobId}"),
            Route.of("GET", "/v1/provisioning-jobs/{jobId}/events"),
            Route.of("POST", "/v1/provisioning-jobs/{jobId}/cancel"),
            Route.of("POST", "/v1/provisioning-jobs/{jobId}/retry"),
            Route.of("POST", "/v1/provisioning-jobs/{jobId}/rollback"),
            Route.of("POST", "/v1/live-tickets"),
            Route.of("POST", "/v1/estimates"),
            Route.of("POST", "/v1/preflights"),
            Route.of("GET", "/v1/rejections/{code}"),
            Route.of("POST", "/webhooks/twilio/{orgId}/{nonce}"),
            Route.of("GET", "/webhooks/twilio/{orgId}/{nonce}"),
            Route.of("GET", "/openapi.json"),
            Route.of("GET", "/asyncapi.json"));

    /**
     * A method that a path has.
     *
     * @param template the path with its variables in braces
     * @param path what such a path looks like
     */
    private record Route(String method, String template, Pattern path) {
        static Route of(String method, String template) {
            return new Route(
                    method,
                    template,
                    Pattern.compile(template.replace(".", "\\.").replaceAll("\\{[^}]+}", "[^/]+")));
        }
    }

    /** Nothing: neither the query nor what the caller takes matters where nothing is done. */
    @Override
    protected void check(Request request) {}

    @Override
    protected Optional<Scope> scope() {
        return Optional.empty();
    }

    @Override
    protected Response answer(Request request) {
        var allowed = new TreeSet<String>();
        for (var route : ROUTES) {
            if (route.path().matcher(request.path()).matches()) {
                allowed.add(route.method());
            }
        }
        if (allowed.isEmpty()) {
            throw new ProblemException(Problems.notFound(
                    "There is nothing at this path.", "Use one of the paths of the API's reference."));
        }
        var methods = String.join(", ", allowed);
        throw new ProblemException(
                Problem.of(
                        405,
                        "method-not-allowed",
                        "The method is not allowed",
                        "This path has no such method.",
                        "Use " + methods + "."),
                Map.of("Allow", methods));
    }

    /** The routes that it knows, each as API Gateway names it. */
    static List<String> routes() {
        return ROUTES.stream()
                .map(route -> route.method() + " " + route.template())
                .toList();
    }
}
