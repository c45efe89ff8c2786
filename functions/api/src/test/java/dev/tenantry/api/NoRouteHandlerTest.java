package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tenantry.core.TemplateText;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoRouteHandlerTest {
    private static final Pattern ROUTE = Pattern.compile("Method: ([A-Z]+)\\s+Path: (/\\S+)");

    private final ApiRequests requests = new ApiRequests();

    @Test
    void knowsEveryRouteOfTheTemplate() throws IOException {
        var routes = ROUTE.matcher(TemplateText.read())
                .results()
                .map(route -> route.group(1) + " " + route.group(2))
                // The API for tokens has most of them once more.
                .distinct()
                .toList();

        assertThat(routes).hasSizeGreaterThan(10);
        assertThat(NoRouteHandler.routes()).containsExactlyInAnyOrderElementsOf(routes);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /v1/orgs/acme/provisioning-jobs, 'GET, POST'",
        "POST, /v1/orgs/acme/provisioning-jobs/latest, GET",
        "PUT, /v1/provisioning-jobs, GET",
        "PATCH, /v1/provisioning-jobs/job_01J, GET",
        "TRACE, /v1/provisioning-jobs/job_01J, GET",
        "HEAD, /v1/provisioning-jobs/job_01J, GET",
        "GET, /v1/provisioning-jobs/job_01J/cancel, POST",
        "GET, /v1/estimates, POST",
        "OPTIONS, /v1/orgs/acme/credentials, GET",
        "PUT, /webhooks/twilio/acme/nonce, 'GET, POST'",
    })
    void tellsTheMethodsOfAPath(String method, String path, String allowed) {
        var response = answer(method, path);

        assertThat(response.getStatusCode()).isEqualTo(405);
        assertThat(response.getHeaders())
                .containsEntry("Allow", allowed)
                .containsEntry("Content-Type", "application/problem+json")
                .containsEntry("X-Content-Type-Options", "nosniff");
        assertThat(body(response).get("code").textValue()).isEqualTo("method-not-allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "GET, /v1",
        "GET, /v1/provisioning-jobs/",
        "GET, /v1/provisioning-jobs/job_01J/events/",
        "GET, /v1//provisioning-jobs",
        "GET, /v2/provisioning-jobs",
        "POST, /V1/estimates",
        "GET, /v1/orgs/a/b/provisioning-jobs",
        "GET, /openapi-json",
    })
    void answers404WhereNothingIs(String method, String path) {
        var response = answer(method, path);

        assertThat(response.getStatusCode()).isEqualTo(404);
        assertThat(response.getHeaders()).doesNotContainKey("Allow");
        assertThat(body(response).get("code").textValue()).isEqualTo("not-found");
    }

    @Test
    void looksNeitherAtTheQueryNorAtWhatIsAccepted() {
        var event = ApiRequests.get(Map.of(), Map.of("x", "1"), Map.of("accept", "text/html"));
        ApiRequests.route(event, "GET", "/nowhere");

        assertThat(new NoRouteHandler().handleRequest(event, requests.context()).getStatusCode())
                .isEqualTo(404);
    }

    private APIGatewayV2HTTPResponse answer(String method, String path) {
        var event = ApiRequests.get(Map.of());
        ApiRequests.route(event, method, path);
        return new NoRouteHandler().handleRequest(event, requests.context());
    }
}
