package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A system of a test's own, asked by HTTP alone: its API, and the control of its simulated Twilio. */
final class RunningSystem implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path TEMPLATE =
            Path.of("../../template.yaml").toAbsolutePath().normalize();
    private static final Duration POLL = Duration.ofMillis(200);

    private final LocalCloud cloud;
    private final Duration patience;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningSystem(LocalCloud cloud, Duration patience) {
        this.cloud = cloud;
        this.patience = patience;
    }

    /**
     * Starts a system.
     *
     * @param speed what simulated delays are divided by
     * @param twilioSeed decides what the simulated Twilio leaves to chance
     * @param patience the longest wait for a job's end
     */
    static RunningSystem start(double speed, long twilioSeed, Duration patience) throws Exception {
        var options = LocalCloud.Options.inMemory(TEMPLATE, speed).withTwilioSeed(twilioSeed);
        return new RunningSystem(LocalCloud.start(options), patience);
    }

    /** Starts a system whose Twilio leaves to chance what it always does. */
    static RunningSystem start(double speed, Duration patience) throws Exception {
        return start(speed, LocalCloud.Options.SEED, patience);
    }

    /** Where AWS's API is. */
    URI awsUrl() {
        return cloud.awsUrl();
    }

    /** Where the simulated Twilio is. */
    URI twilioUrl() {
        return cloud.twilioUrl();
    }

    @Override
    public void close() {
        http.shutdownNow();
        cloud.close();
    }

    /** Starts a job, which must be accepted; its id. */
    String trigger(String org, String plan) {
        return accepted(post("/v1/orgs/" + org + "/provisioning-jobs", plan));
    }

    /** Asks for {@code cancel}, {@code retry} or {@code rollback} of a job. */
    HttpResponse<String> act(String id, String action, String body) {
        return post("/v1/provisioning-jobs/" + id + "/" + action, body);
    }

    /** The job's id in an answer that must say that something was accepted. */
    static String accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer.body()).get("id").textValue();
    }

    /** A job as it is. */
    JsonNode job(String id) {
        return get(cloud.apiUrl(), "/v1/provisioning-jobs/" + id);
    }

    /** A job when it has ended. */
    JsonNode ended(String id) {
        return await().pollInterval(POLL).atMost(patience).until(() -> job(id), job -> job.has("endedAt"));
    }

    /** The first hundred events of a job. */
    List<JsonNode> events(String id) {
        var page = get(cloud.apiUrl(), "/v1/provisioning-jobs/" + id + "/events?limit=100");
        return elements(page.get("events")).toList();
    }

    /** The versions that a job's events tell. */
    List<Long> versions(String id) {
        return events(id).stream()
                .map(event -> event.get("version").longValue())
                .toList();
    }

    /** What the control of the simulated Twilio tells, e.g. under {@code state}. */
    JsonNode twilio(String path) {
        return get(cloud.twilioUrl(), "/_simulator/" + path);
    }

    /** Tells the control of the simulated Twilio something, e.g. a rule for {@code faults}. */
    void tellTwilio(String path, String body) {
        var answer = post(cloud.twilioUrl().resolve("/_simulator/" + path), body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    /** Takes everything back that the control of the simulated Twilio was told there. */
    void untellTwilio(String path) {
        var uri = cloud.twilioUrl().resolve("/_simulator/" + path);
        var answer = send(HttpRequest.newBuilder(uri).DELETE().build());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    /** The SID of an organisation's only subaccount. */
    String account(String org) {
        var accounts = elements(twilio("state").get("accounts"))
                .filter(account -> account.get("friendlyName").textValue().equals(org))
                .map(account -> account.get("sid").textValue())
                .toList();
        assertThat(accounts).hasSize(1);
        return accounts.getFirst();
    }

    /** What an organisation's subaccount has at Twilio of this, e.g. {@code numbers}. */
    Stream<JsonNode> belongings(String org, String of) {
        var account = account(org);
        return elements(twilio("state").get(of))
                .filter(one -> one.get("accountSid").textValue().equals(account));
    }

    /** A step of a job. */
    static JsonNode step(JsonNode job, String name) {
        return elements(job.get("steps"))
                .filter(step -> step.get("name").textValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The status of a job, or of a step. */
    static String status(JsonNode of) {
        return of.get("status").textValue();
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new AssertionError(text, notJson);
        }
    }

    private HttpResponse<String> post(String path, String body) {
        return post(cloud.apiUrl().resolve(path), body);
    }

    private HttpResponse<String> post(URI uri, String body) {
        var request = HttpRequest.newBuilder(uri)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body));
        return send(
                body.isEmpty()
                        ? request.build()
                        : request.header("Content-Type", "application/json").build());
    }

    private JsonNode get(URI base, String path) {
        return json(send(HttpRequest.newBuilder(base.resolve(path)).build()).body());
    }

    /** As any client should: what the server could not answer is asked again, under the same key. */
    private HttpResponse<String> send(HttpRequest request) {
        return await().pollInterval(POLL)
                .pollDelay(Duration.ZERO)
                .atMost(patience)
                .until(
                        () -> http.sendAsync(request, BodyHandlers.ofString()).join(),
                        answer -> answer.statusCode() < 500);
    }
}
