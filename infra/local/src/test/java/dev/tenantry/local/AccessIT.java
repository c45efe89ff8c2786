package dev.tenantry.local;

import static dev.tenantry.local.apigateway.SignedRequests.SIGNATURE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the whole local system answers to each kind of sender on each route. */
class AccessIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path TEMPLATE =
            Path.of("../../template.yaml").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String UNKNOWN_JOB = "job_00000000000000000000000000";
    private static final String EVERY_SCOPE =
            "provisioning:read provisioning:write provisioning:admin provisioning:credentials";

    private static LocalCloud cloud;
    private static HttpClient http;
    private static String jobId;

    /**
     * A route, and the scope that it needs.
     *
     * @param isOfOrganisation whether it is about one organisation
     */
    private record Route(String method, String path, String scope, boolean isOfOrganisation) {

        /** A rollback is previewed only, so that it changes nothing. */
        String body() {
            return path.endsWith("/rollback") ? "{\"dryRun\":true}" : "";
        }

        String target(String org, String job) {
            return path.replace("{orgId}", org).replace("{jobId}", job);
        }
    }

    /** The operations about organisations; those that change something come last, and change nothing here. */
    private static final List<Route> ROUTES = List.of(
            new Route("GET", "/v1/orgs/{orgId}/provisioning-jobs", "provisioning:read", true),
            new Route("GET", "/v1/orgs/{orgId}/provisioning-jobs/latest", "provisioning:read", true),
            new Route("GET", "/v1/orgs/{orgId}/credentials", "provisioning:credentials", true),
            new Route("GET", "/v1/orgs/{orgId}/notices", "provisioning:read", true),
            new Route("GET", "/v1/orgs/{orgId}/audit", "provisioning:read", true),
            new Route("GET", "/v1/audit", "provisioning:admin", false),
            new Route("GET", "/v1/orgs/{orgId}/senders", "provisioning:read", true),
            new Route("GET", "/v1/orgs/{orgId}", "provisioning:read", true),
            new Route("GET", "/v1/orgs", "provisioning:read", false),
            new Route("GET", "/v1/orgs/{orgId}/drift", "provisioning:read", true),
            new Route("GET", "/v1/provisioning-jobs", "provisioning:read", false),
            new Route("GET", "/v1/provisioning-jobs/{jobId}", "provisioning:read", true),
            new Route("GET", "/v1/provisioning-jobs/{jobId}/events", "provisioning:read", true),
            new Route("POST", "/v1/estimates?orgId={orgId}", "provisioning:read", true),
            new Route("POST", "/v1/provisioning-jobs/{jobId}/cancel", "provisioning:write", true),
            new Route("POST", "/v1/provisioning-jobs/{jobId}/retry", "provisioning:write", true),
            new Route("POST", "/v1/provisioning-jobs/{jobId}/rollback", "provisioning:admin", true),
            new Route("POST", "/v1/orgs/{orgId}/webhook-address/rotate", "provisioning:admin", true),
            new Route("POST", "/v1/orgs/{orgId}/provisioning-jobs", "provisioning:write", true));

    /** The operations that answer the same whichever organisations the caller may act for. */
    private static final List<Route> COMMON_ROUTES = List.of(
            new Route("POST", "/v1/preflights", "provisioning:read", false),
            new Route("GET", "/v1/rejections/30034", "provisioning:read", false),
            new Route("POST", "/v1/live-tickets", "provisioning:read", false));

    private static List<Route> everyRoute() {
        return Stream.concat(COMMON_ROUTES.stream(), ROUTES.stream()).toList();
    }

    @BeforeAll
    static void provision() throws Exception {
        cloud = LocalCloud.start(LocalCloud.Options.inMemory(TEMPLATE, 100));
        http = HttpClient.newHttpClient();
        var token = "Bearer " + devToken();
        jobId = await().atMost(PATIENCE)
                .until(
                        () -> JSON.readTree(send("POST", "/v1/orgs/acme/provisioning-jobs", token)
                                        .body())
                                .path("id")
                                .asText(),
                        id -> !id.isEmpty());
        await().atMost(PATIENCE).until(() -> JSON.readTree(
                        send("GET", "/v1/provisioning-jobs/" + jobId, token).body())
                .path("status")
                .asText()
                .equals("COMPLETE"));
    }

    @AfterAll
    static void stop() {
        http.shutdownNow();
        cloud.close();
    }

    private static String devToken() throws IOException, InterruptedException {
        return JSON.readTree(send("GET", "/config.json", "").body())
                .get("devToken")
                .textValue();
    }

    private static HttpResponse<String> send(String method, String target, String authorization)
            throws IOException, InterruptedException {
        return send(method, target, authorization, "");
    }

    private static HttpResponse<String> send(String method, String target, String authorization, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(cloud.apiUrl().resolve(target)).method(method, BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String token(String scope, String organisations) throws IOException, InterruptedException {
        return token("scope=" + scope.replace(" ", "%20") + "&organisations=" + organisations);
    }

    private static String token(String query) throws IOException, InterruptedException {
        return "Bearer "
                + JSON.readTree(send("POST", "/issuer/token?" + query, "").body())
                        .get("access_token")
                        .textValue();
    }

    /** A token with another header, or another payload, and its old signature. */
    private static String changed(String token, int part, String from, String to) {
        var parts = token.split("\\.", -1);
        var json = new String(Base64.getUrlDecoder().decode(parts[part]), UTF_8);
        assertThat(json).contains(from);
        parts[part] = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.replace(from, to).getBytes(UTF_8));
        return String.join(".", parts);
    }

    private static Map<String, String> badTokens() throws IOException, InterruptedException {
        var good = devToken();
        var bad = new LinkedHashMap<String, String>();
        bad.put("expired", token("seconds=-61"));
        bad.put("alg none", "Bearer " + changed(good, 0, "ES256", "none"));
        bad.put("alg HS256", "Bearer " + changed(good, 0, "ES256", "HS256"));
        bad.put("unknown key", "Bearer " + changed(good, 0, "\"local\"", "\"other\""));
        bad.put("other subject", "Bearer " + changed(good, 1, "\"local\"", "\"admin\""));
        bad.put("other audience", "Bearer " + changed(good, 1, "\"tenantry\"", "\"other\""));
        bad.put("no signature", "Bearer " + good.substring(0, good.lastIndexOf('.') + 1));
        bad.put("no token", "Bearer x");
        return bad;
    }

    @Test
    void noBadTokenReachesAnything() throws Exception {
        var before = send("GET", "/v1/provisioning-jobs/" + jobId, "Bearer " + devToken());
        for (var bad : badTokens().entrySet()) {
            for (var route : everyRoute()) {
                var answer = send(route.method(), route.target("acme", jobId), bad.getValue(), route.body());

                assertThat(answer.statusCode()).as(bad.getKey() + ": " + route).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate"))
                        .as(bad.getKey() + ": " + route)
                        .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer error=\"invalid_token\""));
                assertThat(JSON.readTree(answer.body()).get("code").textValue()).isEqualTo("invalid-token");
            }
        }
        var after = send("GET", "/v1/provisioning-jobs/" + jobId, "Bearer " + devToken());
        assertThat(after.body()).isEqualTo(before.body());
    }

    /** The operations of the document that need an authorization, as request lines. */
    private static List<String> authorizedOperations() throws IOException, InterruptedException {
        var operations = new ArrayList<String>();
        var paths = JSON.readTree(send("GET", "/openapi.json", "").body()).get("paths");
        paths.properties().forEach(path -> path.getValue().properties().forEach(operation -> {
            var isOpen = operation.getValue().has("security");
            if (!isOpen && operation.getValue().has("operationId")) {
                operations.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
            }
        }));
        return operations;
    }

    /** A route that the template gets without a row here would be in none of these tests. */
    @Test
    void everyOperationThatNeedsAnAuthorizationIsARow() throws Exception {
        assertThat(everyRoute().stream()
                        .map(route -> route.method() + " "
                                + route.path().replaceFirst("\\?.*", "").replaceFirst("/\\d+$", "/{code}")))
                .containsExactlyInAnyOrderElementsOf(authorizedOperations());
    }

    @Test
    void whoSaysNotWhoTheyAreAreAskedForATokenOnEveryRoute() throws Exception {
        for (var route : everyRoute()) {
            for (var authorization : List.of("", "Basic eDp5", "AWS4-HMAC-SHA256 x")) {
                var answer = send(route.method(), route.target("acme", jobId), authorization);

                assertThat(answer.statusCode()).as("%s", route).isEqualTo(401);
                assertThat(answer.headers().firstValue("Content-Type"))
                        .as("%s", route)
                        .hasValue("application/problem+json");
                assertThat(answer.headers().firstValue("WWW-Authenticate"))
                        .as("%s", route)
                        .hasValue("Bearer");
                assertThat(JSON.readTree(answer.body()).get("detail").textValue())
                        .as("%s", route)
                        .isEqualTo("The request has no access token.");
            }
        }
    }

    @Test
    void whoSignsIsTheLocalUserOnEveryRoute() throws Exception {
        for (var route : everyRoute()) {
            var answer = send(route.method(), route.target("signed", UNKNOWN_JOB), SIGNATURE, route.body());

            assertThat(answer.statusCode()).as("%s: %s", route, answer.body()).isNotIn(401, 403);
        }
        var job = JSON.readTree(send("GET", "/v1/orgs/signed/provisioning-jobs/latest", SIGNATURE)
                .body());
        var events = send("GET", "/v1/provisioning-jobs/" + job.get("id").textValue() + "/events", SIGNATURE);
        assertThat(JSON.readTree(events.body()).at("/events/0/by").textValue()).endsWith(":user/local");
    }

    @Test
    void whatIsForEverybodyNeedsNoToken() throws Exception {
        for (var target : List.of(
                "/openapi.json",
                "/asyncapi.json",
                "/config.json",
                "/issuer/.well-known/openid-configuration",
                "/issuer/keys")) {
            assertThat(send("GET", target, "").statusCode()).as(target).isEqualTo(200);
        }
        assertThat(send("POST", "/webhooks/twilio/acme/0123456789abcdef", "").statusCode())
                .isEqualTo(403);
        assertThat(send("GET", "/v1/nothing", "").statusCode()).isEqualTo(404);
    }

    @Test
    void aForeignPageLearnsNotEvenThatATokenIsMissing() throws Exception {
        var request = HttpRequest.newBuilder(cloud.apiUrl().resolve("/v1/provisioning-jobs"))
                .header("Origin", "https://evil.example")
                .build();

        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    }

    /** A callback, which needs no token, may come with one, and what no API has is answered as without one. */
    @Test
    void aTokenChangesNothingWhereNoneIsNeeded() throws Exception {
        for (var target : List.of("/webhooks/twilio/acme/0123456789abcdef", "/openapi.json", "/v1/nothing")) {
            assertThat(send("GET", target, "Bearer x").statusCode())
                    .as(target)
                    .isEqualTo(send("GET", target, "").statusCode());
        }
    }

    @Test
    void everyRouteNeedsItsScopeAndTellsNothingOfOtherOrganisations() throws Exception {
        var matrix = new TreeMap<String, List<Integer>>();
        for (var route : everyRoute()) {
            var target = route.target("acme", jobId);
            var without = token(EVERY_SCOPE.replace(route.scope(), "").strip(), "*");
            var foreign = token(EVERY_SCOPE, "owl%20x");
            var own = token(route.scope(), "acme");

            var lacking = send(route.method(), target, without, route.body());
            var foreigner = send(route.method(), target, foreign, route.body());
            var unknown = send(route.method(), route.target("nope", UNKNOWN_JOB), foreign, route.body());
            var right = send(route.method(), target, own, route.body());

            assertThat(lacking.statusCode()).as("%s", route).isEqualTo(403);
            if (COMMON_ROUTES.contains(route)) {
                assertThat(right.statusCode()).as("%s: %s", route, right.body()).isIn(200, 201);
                assertThat(List.of(foreigner.statusCode(), unknown.statusCode()))
                        .as("%s", route)
                        .containsOnly(right.statusCode());
            } else if (route.isOfOrganisation()) {
                assertThat(foreigner.statusCode()).as("%s", route).isEqualTo(404);
                assertThat(withoutIds(foreigner)).as("%s", route).isEqualTo(withoutIds(unknown));
                assertThat(right.statusCode()).as("%s: %s", route, right.body()).isNotIn(401, 403, 404);
            } else {
                assertThat(foreigner.statusCode()).as("%s", route).isEqualTo(403);
                assertThat(right.statusCode()).as("%s", route).isEqualTo(403);
            }
            matrix.put(
                    route.path() + " " + route.method(),
                    new ArrayList<>(List.of(
                            lacking.statusCode(), foreigner.statusCode(), unknown.statusCode(), right.statusCode())));
        }
        System.out.println("without the scope, of another organisation, of one that does not exist, the right one:");
        matrix.forEach((route, statuses) -> System.out.println("  " + statuses + " " + route));
    }

    /** That the same is read for both, and so their times are the same, is what {@code AccessTest} shows. */
    private static JsonNode withoutIds(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body()
                .replace(jobId, "JOB")
                .replace(UNKNOWN_JOB, "JOB")
                .replace("acme", "ORG")
                .replace("nope", "ORG")
                .replaceAll("\"requestId\":\"[^\"]*\"", "\"requestId\":\"\""));
    }
}
