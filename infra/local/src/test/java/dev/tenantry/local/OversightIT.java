package dev.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.contract.ContractObserver;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Audit, caps and rate limits of a whole local system, which has the template's functions, rights and indexes. */
class OversightIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path TEMPLATE =
            Path.of("../../template.yaml").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int QUOTA = 12;
    private static final ContractObserver CONTRACT = new ContractObserver();

    private static LocalCloud cloud;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        cloud = LocalCloud.start(LocalCloud.Options.inMemory(TEMPLATE, 100)
                .parameters(Map.of(
                        "CallerRequestsPerMinute", "1000",
                        "OrgRequestsPerMinute", Integer.toString(QUOTA),
                        "MaxNumbersPerJob", "3",
                        "MaxNumbersPerDay", "4"))
                .observer(CONTRACT));
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.shutdownNow();
        cloud.close();
        CONTRACT.requireConformance();
    }

    @Test
    void whoAskedForWhatIsListedForTheOrganisationAndForTheOperator() throws Exception {
        var writer = token("provisioning:write provisioning:credentials provisioning:admin", "acme");
        var job = JSON.readTree(
                        send("POST", "/v1/orgs/acme/provisioning-jobs", writer).body())
                .get("id")
                .textValue();
        awaitComplete(job);
        send("GET", "/v1/orgs/acme/credentials", writer);
        send("POST", "/v1/orgs/acme/webhook-address/rotate", writer);
        send("POST", "/v1/provisioning-jobs/" + job + "/retry", token("provisioning:read", "acme"));
        send("POST", "/v1/orgs/acme/provisioning-jobs", token("provisioning:write", "owl"));

        var ofAcme = get("/v1/orgs/acme/audit", token("provisioning:read", "acme"));
        var operator = token("provisioning:admin", "*");

        assertThat(ofAcme.findValuesAsText("operation"))
                .contains("trigger", "read-credentials", "rotate-webhook-address");
        assertThat(ofAcme.findValuesAsText("by")).containsOnly("local");
        assertThat(ofAcme.findValuesAsText("callerKind")).containsOnly("token");
        assertThat(ofAcme.findValuesAsText("orgId")).containsOnly("acme");
        // The index follows the table by moments.
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        get("/v1/audit?limit=100", operator).get("records"))
                .filteredOn(written -> !written.has("orgId"))
                .extracting(written -> written.get("operation").textValue() + " "
                        + written.get("httpStatus").intValue())
                .containsExactlyInAnyOrder("retry 403", "trigger 404"));
    }

    @Test
    void aJobMayBuySoManyNumbersAndTheJobsOfADaySoMany() throws Exception {
        var writer = token("provisioning:write", "owl");

        assertThat(code(start("owl", 4, writer))).isEqualTo("422 numbers-per-job-exceeded");
        var job = JSON.readTree(start("owl", 3, writer).body()).get("id").textValue();
        awaitComplete(job);
        var refused = start("owl", 5, writer);

        assertThat(code(refused)).isEqualTo("429 numbers-per-day-exceeded");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 86_400L);
        assertThat(start("owl", 4, writer).statusCode()).isEqualTo(202);
    }

    @Test
    void whoAsksTooOftenIsToldWhenToAskAgain() throws Exception {
        var reader = token("provisioning:read", "loop");
        var answer = send("POST", "/v1/estimates?orgId=loop", reader);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("RateLimit-Policy"))
                .hasValue("\"caller\";q=1000;w=60, \"organisation\";q=" + QUOTA + ";w=60");
        assertThat(answer.headers().firstValue("RateLimit")).isPresent();

        // A new minute may begin meanwhile.
        for (var sent = 0; sent < 2 * QUOTA && answer.statusCode() == 200; sent++) {
            answer = send("POST", "/v1/estimates?orgId=loop", reader);
        }

        assertThat(code(answer)).isEqualTo("429 rate-limited");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
        assertThat(send("GET", "/v1/orgs/loop/audit", reader).headers().firstValue("RateLimit"))
                .isEmpty();
    }

    private static HttpResponse<String> start(String org, int numbers, String authorization)
            throws IOException, InterruptedException {
        return send(
                "POST",
                "/v1/orgs/" + org + "/provisioning-jobs",
                authorization,
                "{\"numbers\":[{\"country\":\"US\",\"type\":\"local\",\"count\":" + numbers + "}]}");
    }

    private static void awaitComplete(String job) throws IOException, InterruptedException {
        var reader = token("provisioning:read", "*");
        await().atMost(PATIENCE).until(() -> get("/v1/provisioning-jobs/" + job, reader)
                .get("status")
                .textValue()
                .equals("COMPLETE"));
    }

    private static String code(HttpResponse<String> answer) throws IOException {
        return answer.statusCode() + " "
                + JSON.readTree(answer.body()).path("code").asText();
    }

    private static JsonNode get(String target, String authorization) throws IOException, InterruptedException {
        var answer = send("GET", target, authorization);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> send(String method, String target, String authorization)
            throws IOException, InterruptedException {
        return send(method, target, authorization, "");
    }

    private static HttpResponse<String> send(String method, String target, String authorization, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(cloud.apiUrl().resolve(target))
                .method(method, BodyPublishers.ofString(body))
                .header("Authorization", authorization);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String token(String scope, String organisations) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(cloud.apiUrl()
                        .resolve(
                                "/issuer/token?scope=" + scope.replace(" ", "%20") + "&organisations=" + organisations))
                .POST(BodyPublishers.noBody())
                .build();
        return "Bearer "
                + JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
                        .get("access_token")
                        .textValue();
    }
}
