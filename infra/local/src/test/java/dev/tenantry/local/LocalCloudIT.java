package dev.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.contract.ContractObserver;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the repository's template as it is: the product's functions, its state machine, its stream. */
class LocalCloudIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path TEMPLATE =
            Path.of("").toAbsolutePath().getParent().getParent().resolve("template.yaml");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ContractObserver CONTRACT = new ContractObserver();

    private static LocalCloud cloud;
    private static HttpClient http;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        cloud = LocalCloud.start(options(0).observer(CONTRACT));
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.shutdownNow();
        cloud.close();
        CONTRACT.requireConformance();
    }

    @Test
    void anOrgIsProvisionedAndEachChangeIsSeenLive() throws Exception {
        var frames = new CopyOnWriteArrayList<JsonNode>();
        var socket = http.newWebSocketBuilder()
                .buildAsync(liveUrl(), new Frames(frames))
                .join();

        var job = JSON.readTree(trigger(cloud, "acme").body());
        var subscription = JSON.createObjectNode()
                .put("action", "subscribe")
                .put("jobId", job.path("id").asText());
        socket.sendText(subscription.toString(), true).join();

        await().atMost(PATIENCE).until(() -> status(cloud, "acme").equals("COMPLETE"));
        await().atMost(PATIENCE).until(() -> frames.stream()
                .anyMatch(frame -> frame.at("/job/status").asText().equals("COMPLETE")));
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        var finished = JSON.readTree(latest(cloud, "acme").body());
        assertThat(finished.path("simulated").asBoolean()).isTrue();
        // The default plan leaves some steps out.
        assertThat(finished.path("steps").findValuesAsText("status")).containsOnly("COMPLETE", "SKIPPED");
    }

    @Test
    void jobsAreListedByOrganisationAndByStatus() throws Exception {
        var job = JSON.readTree(trigger(cloud, "hooli").body()).path("id").asText();
        await().atMost(PATIENCE).until(() -> status(cloud, "hooli").equals("COMPLETE"));

        assertThat(get("/v1/orgs/hooli/provisioning-jobs").path("jobs").findValuesAsText("id"))
                .containsExactly(job);
        await().atMost(PATIENCE).until(() -> get("/v1/provisioning-jobs?limit=100&status=COMPLETE")
                .path("jobs")
                .findValuesAsText("id")
                .contains(job));
    }

    @Test
    void theCredentialsOfATenantAreHandedOutAndThatIsNoticed() throws Exception {
        trigger(cloud, "soylent");
        await().atMost(PATIENCE).until(() -> status(cloud, "soylent").equals("COMPLETE"));
        assertThat(get("/v1/orgs/soylent/notices").path("notices")).isEmpty();

        var credentials = get("/v1/orgs/soylent/credentials");

        assertThat(credentials.path("accountSid").asText()).matches("AC[0-9a-f]{32}");
        assertThat(credentials.path("apiKeySid").asText()).matches("SK[0-9a-f]{32}");
        assertThat(credentials.path("apiKeySecret").asText()).hasSize(32);
        assertThat(get("/v1/orgs/soylent/notices").path("notices").findValuesAsText("kind"))
                .containsExactly("credentials-read");
    }

    @Test
    void aRequestThatIsSentAgainGetsTheSameAnswer() throws Exception {
        var first = trigger(cloud, "tyrell", "one");
        await().atMost(PATIENCE).until(() -> status(cloud, "tyrell").equals("COMPLETE"));

        var again = trigger(cloud, "tyrell", "one");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void aPlanIsPricedByTheSimulatedTwilio() throws Exception {
        var response = http.send(
                request(cloud, "/v1/estimates?orgId=vandelay")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"numbers\":[{\"count\":4}]}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(JSON.readTree(response.body()).path("monthly").asText()).isEqualTo("4.60");
    }

    @Test
    void theAwsEndpointServesTheExecution() throws Exception {
        var job = JSON.readTree(trigger(cloud, "umbrella").body()).path("id").asText();
        var machines = aws("AWSStepFunctions.ListStateMachines", JSON.createObjectNode());
        var provisioning = machines.findValuesAsText("stateMachineArn").stream()
                .filter(arn -> arn.endsWith("-ProvisioningStateMachine"))
                .findFirst()
                .orElseThrow();

        var executions =
                aws("AWSStepFunctions.ListExecutions", JSON.createObjectNode().put("stateMachineArn", provisioning));

        assertThat(executions.findValuesAsText("name")).anyMatch(name -> name.startsWith(job));
    }

    @Test
    void whatTheTemplateDeclaresWithoutEffectIsTold() {
        assertThat(cloud.withoutEffect()).anyMatch(line -> line.contains("AWS::Serverless::Function MemorySize"));
    }

    @Test
    void aSecondRunOnTheSameDataKnowsTheJobsOfTheFirst(@TempDir Path data) throws Exception {
        String status;
        try (var first = LocalCloud.start(options(0).data(data))) {
            trigger(first, "initech");
            await().atMost(PATIENCE).until(() -> status(first, "initech").equals("COMPLETE"));
            status = latest(first, "initech").body();
        }
        try (var second = LocalCloud.start(options(0).data(data))) {
            assertThat(latest(second, "initech").body()).isEqualTo(status);
        }
    }

    @Test
    void aPortThatIsTakenIsAnErrorAndLeavesNothingRunning() throws IOException {
        try (var taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> LocalCloud.start(options(taken.getLocalPort())))
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }

    private static LocalCloud.Options options(int port) {
        return LocalCloud.Options.inMemory(TEMPLATE, 100).port(port);
    }

    private static HttpResponse<String> trigger(LocalCloud cloud, String org) throws IOException, InterruptedException {
        return trigger(cloud, org, UUID.randomUUID().toString());
    }

    private static HttpResponse<String> trigger(LocalCloud cloud, String org, String idempotencyKey)
            throws IOException, InterruptedException {
        var response = http.send(
                request(cloud, "/v1/orgs/" + org + "/provisioning-jobs")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return response;
    }

    private static HttpResponse<String> latest(LocalCloud cloud, String org) throws IOException, InterruptedException {
        return http.send(
                request(cloud, "/v1/orgs/" + org + "/provisioning-jobs/latest").build(), BodyHandlers.ofString());
    }

    private static URI liveUrl() throws IOException, InterruptedException {
        var answer = http.send(
                request(cloud, "/v1/live-tickets").POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        return URI.create(JSON.readTree(answer.body()).path("url").asText());
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        var response = http.send(request(cloud, path).build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static String status(LocalCloud cloud, String org) throws IOException, InterruptedException {
        return JSON.readTree(latest(cloud, org).body()).path("status").asText();
    }

    private static JsonNode aws(String target, JsonNode body) throws IOException, InterruptedException {
        var response = http.send(
                request(cloud.awsUrl(), "/")
                        .header("X-Amz-Target", target)
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build(),
                BodyHandlers.ofString());
        return JSON.readTree(response.body());
    }

    private static HttpRequest.Builder request(LocalCloud cloud, String path) {
        return request(cloud.apiUrl(), path).header("Authorization", "Bearer " + cloud.devToken());
    }

    private static HttpRequest.Builder request(URI base, String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    }

    /** Collects the frames of a connection. */
    private static final class Frames implements WebSocket.Listener {
        private final List<JsonNode> frames;
        private final StringBuilder text = new StringBuilder();

        Frames(List<JsonNode> frames) {
            this.frames = frames;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                frames.add(read(text.toString()));
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(socket, data, last);
        }

        private static JsonNode read(String text) {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new AssertionError(text, e);
            }
        }
    }
}
