package dev.tenantry.local.badinput;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.LocalCloud;
import dev.tenantry.local.contract.ContractObserver;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The answers of the local system, through its own gateway, to what it must refuse. */
class BadRequestsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    private static final double SPEED = 100;

    private static ContractObserver contract;
    private static LocalCloud cloud;
    private static HttpClient http;
    private static RawHttp raw;
    private static String token;
    private static String jobId;

    @BeforeAll
    static void provisionAnOrganisation() throws Exception {
        contract = new ContractObserver();
        cloud = LocalCloud.start(LocalCloud.Options.inMemory(PROJECT.resolve("template.yaml"), SPEED)
                .observer(contract));
        http = HttpClient.newHttpClient();
        token = cloud.devToken();
        raw = new RawHttp(cloud.apiUrl(), token);
        jobId = await().atMost(Duration.ofMinutes(2)).until(BadRequestsIT::trigger, id -> !id.isEmpty());
        await().atMost(Duration.ofMinutes(2)).until(() -> get("/v1/provisioning-jobs/" + jobId)
                .path("status")
                .asText()
                .equals("COMPLETE"));
    }

    /** The id of the organisation's job; empty if a busy machine could not start it in time. */
    private static String trigger() throws IOException, InterruptedException {
        var request = request("/v1/orgs/acme/provisioning-jobs")
                .header("Idempotency-Key", "first")
                .POST(BodyPublishers.noBody())
                .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
                .path("id")
                .asText();
    }

    @AfterAll
    static void stop() {
        http.shutdownNow();
        cloud.close();
        contract.requireConformance();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(cloud.apiUrl().resolve(path)).header("Authorization", "Bearer " + token);
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(
                http.send(request(path).build(), BodyHandlers.ofString()).body());
    }

    @Test
    void badInputIsRefusedWithItsReasonAndChangesNothing() throws Exception {
        var before = get("/v1/provisioning-jobs/" + jobId);
        var rows = new ArrayList<BadRequest>();
        try (var table = BadRequestsIT.class.getResourceAsStream("/badinput/requests.txt")) {
            rows.addAll(BadRequest.ofTable(table, jobId));
        }
        rows.addAll(BadRequest.large());
        rows.addAll(BadRequest.ofPlan(PROJECT.resolve("docs/examples/everything.json")));
        rows.addAll(BadRequest.ofPlan(PROJECT.resolve("docs/examples/registrations.json")));

        assertThat(rows).hasSizeGreaterThan(300);
        SoftAssertions.assertSoftly(softly -> {
            for (var row : rows) {
                check(row, softly);
            }
        });

        assertThat(get("/v1/provisioning-jobs/" + jobId)).isEqualTo(before);
        assertThat(get("/v1/provisioning-jobs").get("jobs")).containsExactly(before);
        assertThat(get("/v1/orgs/bad/provisioning-jobs").get("jobs")).isEmpty();
    }

    private static void check(BadRequest row, SoftAssertions softly) {
        try {
            var answer = raw.send(row.method(), row.target(), row.headers(), row.body());
            softly.assertThat(answer.status()).as(row.name() + "\n" + answer).isEqualTo(row.status());
            softly.assertThat(answer.body()).as(row.name()).doesNotContain("Exception", "\tat ", "dev.tenantry");
            if (row.code().isEmpty()) {
                return;
            }
            softly.assertThat(answer.header("content-type")).as(row.name()).isEqualTo("application/problem+json");
            softly.assertThat(answer.header("x-content-type-options"))
                    .as(row.name())
                    .isEqualTo("nosniff");
            var problem = JSON.readTree(answer.body());
            softly.assertThat(problem.path("code").asText()).as(row.name()).isEqualTo(row.code());
            softly.assertThat(problem.path("status").asInt()).as(row.name()).isEqualTo(row.status());
            softly.assertThat(problem.path("requestId").asText()).as(row.name()).isNotEmpty();
            softly.assertThat(problem.path("nextAction").asText())
                    .as(row.name())
                    .isNotEmpty();
            softly.assertThat(problem.path("retryable").asBoolean(true))
                    .as(row.name())
                    .isFalse();
            if (!row.pointer().isEmpty()) {
                softly.assertThat(problem.path("errors").findValuesAsText("pointer"))
                        .as(row.name())
                        .anyMatch(pointer -> pointer.equals(row.pointer()) || pointer.startsWith(row.pointer() + "/"));
            }
        } catch (IOException e) {
            softly.fail(row.name(), e);
        }
    }

    @Test
    void whatIsNoHttpIsRefusedAndTheNextRequestAnswered() throws Exception {
        var requests = MalformedRequests.all(cloud.apiUrl().getPort(), token);

        assertThat(requests).hasSizeGreaterThanOrEqualTo(70);
        SoftAssertions.assertSoftly(softly -> requests.forEach((name, request) -> {
            try {
                var answer = raw.exchange(request.text().getBytes(ISO_8859_1));
                softly.assertThat(request.statuses()).as(name + "\n" + answer).contains(answer.status());
                softly.assertThat(answer.body()).as(name).doesNotContain("Exception", "\tat ", "eclipse");
            } catch (IOException e) {
                softly.fail(name, e);
            }
        }));
        assertThat(get("/v1/orgs/bad/provisioning-jobs").get("jobs")).isEmpty();
        assertThat(List.of(raw.send("GET", "/v1/provisioning-jobs/" + jobId, "", "".getBytes(UTF_8))
                        .status()))
                .containsExactly(200);
    }
}
