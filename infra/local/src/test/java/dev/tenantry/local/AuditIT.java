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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The audit of a whole local system, which has the template's functions, rights and indexes. */
class AuditIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path TEMPLATE =
            Path.of("../../template.yaml").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ContractObserver CONTRACT = new ContractObserver();

    private static LocalCloud cloud;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        cloud = LocalCloud.start(LocalCloud.Options.inMemory(TEMPLATE, 100).observer(CONTRACT));
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
        await().atMost(PATIENCE)
                .until(() -> send("GET", "/v1/orgs/acme/credentials", writer).statusCode() == 200);
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

    private static JsonNode get(String target, String authorization) throws IOException, InterruptedException {
        var answer = send("GET", target, authorization);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> send(String method, String target, String authorization)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(cloud.apiUrl().resolve(target))
                .method(method, BodyPublishers.noBody())
                .header("Authorization", authorization)
                .build();
        return http.send(request, BodyHandlers.ofString());
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
