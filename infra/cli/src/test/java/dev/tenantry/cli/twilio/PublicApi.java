package dev.tenantry.cli.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.LocalCloud;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A running system's HTTP API, and the control of its simulated Twilio. */
final class PublicApi implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final LocalCloud cloud;
    private final String token;
    private final HttpClient http = HttpClient.newHttpClient();

    PublicApi(LocalCloud cloud) {
        this.cloud = cloud;
        token = cloud.devToken();
    }

    void trigger(String org, String plan) {
        post(request("/v1/orgs/" + org + "/provisioning-jobs"), plan, 202);
    }

    /** Asks for a rollback of the newest job of an organisation, which must have ended. */
    void rollBack(String org, String choices) {
        var job = latest(org).get("id").textValue();
        post(request("/v1/provisioning-jobs/" + job + "/rollback"), choices, 202);
    }

    JsonNode estimate(String org, String plan) {
        return post(request("/v1/estimates?orgId=" + org), plan, 200);
    }

    /** The newest job of an organisation, once it has ended. */
    JsonNode ended(String org) {
        await().atMost(PATIENCE).until(() -> latest(org).has("endedAt"));
        return latest(org);
    }

    /** What the simulated Twilio has. */
    JsonNode simulator() {
        return send(HttpRequest.newBuilder(cloud.twilioUrl().resolve("/_simulator/state")), 200);
    }

    /** Makes the simulated Twilio fail once. */
    void addFault(String rule) {
        post(HttpRequest.newBuilder(cloud.twilioUrl().resolve("/_simulator/faults")), rule, 201);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private JsonNode latest(String org) {
        return send(request("/v1/orgs/" + org + "/provisioning-jobs/latest"), 200);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(cloud.apiUrl().resolve(path)).header("Authorization", "Bearer " + token);
    }

    private JsonNode post(HttpRequest.Builder request, String body, int status) {
        return send(request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)), status);
    }

    private JsonNode send(HttpRequest.Builder request, int status) {
        var answer = http.sendAsync(request.build(), BodyHandlers.ofString()).join();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        try {
            return JSON.readTree(answer.body());
        } catch (IOException notJson) {
            throw new AssertionError(answer.body(), notJson);
        }
    }
}
