package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.local.LocalCloud;
import dev.tenantry.local.contract.ContractObserver;
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

    /** The local AWS takes anybody's credentials, yet some of its services want to see them. */
    private static final String ANYBODY =
            "AWS4-HMAC-SHA256 Credential=any/20261122/us-east-1/aws/aws4_request, SignedHeaders=host, Signature=0";

    private final LocalCloud cloud;
    private final ContractObserver contract;
    private final Duration patience;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;
    private boolean insists;

    private RunningSystem(LocalCloud cloud, ContractObserver contract, Duration patience) {
        this.cloud = cloud;
        this.contract = contract;
        this.patience = patience;
        token = cloud.devToken();
    }

    /** A system of this template that keeps nothing, and whose simulated delays are divided by this. */
    static LocalCloud.Options inMemory(double speed) {
        return LocalCloud.Options.inMemory(TEMPLATE, speed);
    }

    /**
     * Starts a system, whose traffic is compared with the documents of the APIs until it is closed.
     *
     * @param patience the longest wait for a job's end
     */
    static RunningSystem start(LocalCloud.Options options, Duration patience) throws Exception {
        var contract = new ContractObserver();
        return new RunningSystem(LocalCloud.start(options.observer(contract)), contract, patience);
    }

    /**
     * Asks again from now on, under the same key, what the server could not answer: as any client should under load.
     */
    RunningSystem insisting() {
        insists = true;
        return this;
    }

    /** Where the API is. */
    URI apiUrl() {
        return cloud.apiUrl();
    }

    /** Where a WebSocket client connects, with a new ticket: each address is for one connection. */
    URI liveUrl() {
        var answer = post("/v1/live-tickets", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return URI.create(json(answer.body()).get("url").textValue());
    }

    /** The same for a caller that may act for one organisation only. */
    URI liveUrl(String org) {
        var token = ok(send(HttpRequest.newBuilder(
                        cloud.apiUrl().resolve("/issuer/token?scope=provisioning:read&organisations=" + org))
                .POST(BodyPublishers.noBody())
                .build()));
        var answer = send(HttpRequest.newBuilder(cloud.apiUrl().resolve("/v1/live-tickets"))
                .header("Authorization", "Bearer " + token.get("access_token").textValue())
                .POST(BodyPublishers.noBody())
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return URI.create(json(answer.body()).get("url").textValue());
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
        contract.requireConformance();
    }

    /** Connects a WebSocket client, and subscribes it. */
    Frames listen(ObjectNode subscription) {
        return Frames.of(http, liveUrl(), subscription.put("action", "subscribe"));
    }

    /** Calls AWS's API, e.g. {@code AWSStepFunctions.StopExecution}; its answer. */
    JsonNode aws(String target, JsonNode body) {
        var request = HttpRequest.newBuilder(cloud.awsUrl())
                .header("X-Amz-Target", target)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("Authorization", ANYBODY)
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        return ok(send(request));
    }

    /** A request to the API, by somebody who may do everything. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(cloud.apiUrl().resolve(path)).header("Authorization", "Bearer " + token);
    }

    /** What the API tells under a path. */
    JsonNode get(String path) {
        return ok(send(request(path).build()));
    }

    /** Starts a job, which must be accepted; its id. */
    String trigger(String org, String plan) {
        var answer = post("/v1/orgs/" + org + "/provisioning-jobs", plan);
        var id = accepted(answer);
        assertThat(answer.headers().firstValue("Location")).hasValue("/v1/provisioning-jobs/" + id);
        return id;
    }

    /** Starts a job of the default plan if the system can; the answer's status. */
    int tryToTrigger(String org) {
        return post("/v1/orgs/" + org + "/provisioning-jobs", "{}").statusCode();
    }

    /** An organisation's newest job as it is. */
    JsonNode latest(String org) {
        return get("/v1/orgs/" + org + "/provisioning-jobs/latest");
    }

    /** What reviewers would say of a plan. */
    JsonNode preflight(String plan) {
        return ok(post("/v1/preflights", plan));
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
        return get("/v1/provisioning-jobs/" + id);
    }

    /** A job when it has ended. */
    JsonNode ended(String id) {
        return await().pollInterval(POLL).atMost(patience).until(() -> job(id), job -> job.has("endedAt"));
    }

    /** The first hundred events of a job. */
    List<JsonNode> events(String id) {
        return elements(get("/v1/provisioning-jobs/" + id + "/events?limit=100").get("events"))
                .toList();
    }

    /** The versions that a job's events tell. */
    List<Long> versions(String id) {
        return events(id).stream()
                .map(event -> event.get("version").longValue())
                .toList();
    }

    /** What the control of the simulated Twilio tells, e.g. under {@code state}. */
    JsonNode twilio(String path) {
        return ok(send(HttpRequest.newBuilder(control(path)).build()));
    }

    /** Tells the control of the simulated Twilio something, e.g. a rule for {@code faults}; its answer. */
    JsonNode tellTwilio(String path, String body) {
        var answer = post(HttpRequest.newBuilder(control(path)), body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return json(answer.body());
    }

    /**
     * Makes the simulated Twilio create nothing under this path that bears this friendly name.
     *
     * @return by which it is released
     */
    long holdTwilio(String path, String friendlyName) {
        var rule =
                JSON.createObjectNode().put("method", "POST").put("path", path).put("rate", 1);
        rule.putObject("parameters").put("FriendlyName", friendlyName);
        rule.putObject("fault").put("type", "held");
        var faults = tellTwilio("faults", rule.toString()).get("faults");
        return faults.get(faults.size() - 1).get("id").longValue();
    }

    /** Lets go what is held. */
    void releaseTwilio(long held) {
        untellTwilio("faults/" + held);
    }

    /** Takes everything back that the control of the simulated Twilio was told there. */
    void untellTwilio(String path) {
        var answer = send(HttpRequest.newBuilder(control(path)).DELETE().build());
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
        return post(request(path), body);
    }

    private HttpResponse<String> post(HttpRequest.Builder to, String body) {
        var request = to.header("Idempotency-Key", UUID.randomUUID().toString()).POST(BodyPublishers.ofString(body));
        return send(
                body.isEmpty()
                        ? request.build()
                        : request.header("Content-Type", "application/json").build());
    }

    private URI control(String path) {
        return cloud.twilioUrl().resolve("/_simulator/" + path);
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body());
    }

    private HttpResponse<String> send(HttpRequest request) {
        if (!insists) {
            return sendOnce(request);
        }
        return await().pollInterval(POLL)
                .pollDelay(Duration.ZERO)
                .atMost(patience)
                .until(() -> sendOnce(request), answer -> answer.statusCode() < 500);
    }

    private HttpResponse<String> sendOnce(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofString()).join();
    }
}
