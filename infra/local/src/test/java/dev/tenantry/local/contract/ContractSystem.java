package dev.tenantry.local.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.LocalCloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A local system whose traffic is compared with the documents, and jobs of each kind in it. */
final class ContractSystem implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Whose pages may call. */
    static final String ALLOWED_ORIGIN = "https://app.example";

    private static final double SPEED = 100;
    /** So slow that no review is decided while a test runs. */
    private static final double REVIEW_SPEED = 0.001;

    private final ContractObserver contract = new ContractObserver();
    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalCloud cloud;
    private final String token;

    ContractSystem() throws IOException, InterruptedException {
        cloud = LocalCloud.start(LocalCloud.Options.inMemory(Documents.PROJECT.resolve("template.yaml"), SPEED)
                .parameters(Map.of("AllowedOrigins", ALLOWED_ORIGIN))
                .reviewSpeed(REVIEW_SPEED)
                .observer(contract));
        token = cloud.devToken();
    }

    URI apiUrl() {
        return cloud.apiUrl();
    }

    /** Where a WebSocket client connects, with a new ticket. */
    URI liveUrl() {
        var answer = send("POST", "/v1/live-tickets", Map.of(), Optional.empty());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return URI.create(json(answer.body()).get("url").textValue());
    }

    /** A token that allows everything. */
    String token() {
        return token;
    }

    HttpClient http() {
        return http;
    }

    ContractObserver contract() {
        return contract;
    }

    /** A complete job of an organisation. */
    String complete(String org) {
        return ended(trigger(org, "{}"));
    }

    /** A job that waits for reviews. */
    String waiting(String org) throws IOException {
        var job = trigger(org, Files.readString(Documents.PROJECT.resolve("docs/examples/registrations.json")));
        await().atMost(PATIENCE).until(() -> job(job).get("status").asText().equals("WAITING"));
        return job;
    }

    /** A job that was cancelled while it waited for reviews. */
    String cancelled(String org) throws IOException {
        var job = waiting(org);
        assertThat(send("POST", "/v1/provisioning-jobs/" + job + "/cancel", Map.of(), Optional.empty())
                        .statusCode())
                .isEqualTo(202);
        return ended(job);
    }

    /** A job whose organisation has a newer one. */
    String overtaken(String org) {
        var first = complete(org);
        complete(org);
        return first;
    }

    private String trigger(String org, String plan) {
        var answer = send(
                "POST",
                "/v1/orgs/" + org + "/provisioning-jobs",
                Map.of("Content-Type", "application/json"),
                Optional.of(plan));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer.body()).get("id").textValue();
    }

    private String ended(String job) {
        await().atMost(PATIENCE).until(() -> job(job).has("endedAt"));
        return job;
    }

    private JsonNode job(String id) {
        return json(send("GET", "/v1/provisioning-jobs/" + id, Map.of(), Optional.empty())
                .body());
    }

    /** Sends a request as somebody who may do everything. */
    HttpResponse<String> send(String method, String target, Map<String, String> headers, Optional<String> body) {
        var request = HttpRequest.newBuilder(cloud.apiUrl().resolve(target))
                .header("Authorization", "Bearer " + token)
                .method(method, body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
        headers.forEach(request::header);
        return http.sendAsync(request.build(), BodyHandlers.ofString()).join();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(text, notJson);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        cloud.close();
    }
}
