package dev.tenantry.cli;

import static dev.tenantry.cli.RunningSystem.elements;
import static dev.tenantry.cli.RunningSystem.json;
import static dev.tenantry.cli.RunningSystem.status;
import static dev.tenantry.cli.RunningSystem.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The acceptance suite: a system through its public API alone, so that it also runs against a deployed one, as
 * docs/operations/acceptance.md says. It makes organisations of its own and rolls them back in the end.
 *
 * <p>{@code -Dprovisioning.endpoint=https://…} names the API for access tokens of a deployed system, and the
 * environment variable {@code PROVISIONING_TOKEN} has the token. Without them a local system is started. A system whose
 * Twilio is not simulated is left alone unless {@code -Dprovisioning.pay=true}.
 */
class AcceptanceIT {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Optional<URI> DEPLOYED =
            Optional.ofNullable(System.getProperty("provisioning.endpoint")).map(URI::create);
    private static final Duration PATIENCE = Duration.ofMinutes(DEPLOYED.isPresent() ? 10 : 1);
    private static final Duration POLL = Duration.ofMillis(DEPLOYED.isPresent() ? 2_000 : 200);
    private static final String JOBS = "/v1/provisioning-jobs/";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<String> STARTED = new ArrayList<>();

    private static Optional<RunningSystem> local = Optional.empty();
    private static Function<String, HttpRequest.Builder> api;

    @BeforeAll
    static void start() throws Exception {
        if (DEPLOYED.isEmpty()) {
            local = Optional.of(RunningSystem.start(RunningSystem.inMemory(10), PATIENCE));
        }
        api = local.<Function<String, HttpRequest.Builder>>map(system -> system::request)
                .orElseGet(() ->
                        path -> HttpRequest.newBuilder(DEPLOYED.orElseThrow().resolve(path))
                                .header("Authorization", "Bearer " + System.getenv("PROVISIONING_TOKEN")));
        var estimate = json(post("/v1/estimates", "{}").body());
        assertThat(estimate.path("simulated").booleanValue() || Boolean.getBoolean("provisioning.pay"))
                .as("the Twilio is simulated; with -Dprovisioning.pay=true it need not be: " + estimate)
                .isTrue();
    }

    /** Leaves nothing at Twilio but closed subaccounts: what a test has not rolled back itself is rolled back here. */
    @AfterAll
    static void rollBackAndStop() {
        try {
            for (var org : STARTED) {
                var newest = ended(get("/v1/orgs/" + org + "/provisioning-jobs/latest"));
                if (!status(newest).equals("ROLLED_BACK")) {
                    rolledBack(newest);
                }
            }
        } finally {
            HTTP.shutdownNow();
            local.ifPresent(RunningSystem::close);
        }
    }

    @Test
    void aJobIsFollowedLiveToItsEndAndItsTenantIsUsedAndRolledBack() {
        var org = org();
        var id = id(started(org));

        try (var live = listen(id)) {
            var job = ended(get(JOBS + id));
            assertThat(status(job)).as(job.toString()).isEqualTo("COMPLETE");
            assertThat(step(job, "buy-numbers").get("resources")).hasSize(2);

            var last = job.get("version").longValue();
            await().atMost(PATIENCE).until(() -> live.heard().stream()
                    .anyMatch(frame -> frame.path("version").longValue() == last));
            assertThat(live.heard().stream()
                            .filter(frame -> frame.has("version"))
                            .map(frame -> frame.get("version").longValue())
                            .distinct()
                            .sorted())
                    .as("the versions heard")
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, last).boxed().toList());
            assertThat(elements(get(JOBS + id + "/events?limit=100").get("events")))
                    .hasSize(Math.toIntExact(last));
        }

        var numbers = texts(get("/v1/orgs/" + org + "/credentials").get("phoneNumbers"));
        assertThat(numbers).hasSize(2).allMatch(number -> number.matches("\\+1\\d{10}"));
        assertThat(get("/v1/orgs/" + org + "/senders").get("senders").findValuesAsText("sender"))
                .containsExactlyInAnyOrderElementsOf(numbers);

        assertThat(status(rolledBack(get(JOBS + id)))).isEqualTo("ROLLED_BACK");
        assertThat(get("/v1/orgs/" + org + "/senders").get("senders")).isEmpty();
    }

    @Test
    void aRepeatedTriggerStartsNothingElseAndACancelledJobIsRetried() {
        var org = org();
        var key = UUID.randomUUID().toString();
        var first = trigger(org, key, "{}");
        var again = trigger(org, key, "{}");
        var otherBody = trigger(org, key, "{\"displayName\":\"Another\"}");
        var otherKey = trigger(org, UUID.randomUUID().toString(), "{}");
        STARTED.add(org);
        var id = id(first);
        var cancelled = post(JOBS + id + "/cancel", "");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(id(again)).isEqualTo(id);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(problem(otherBody, 422).get("detail").textValue()).isNotBlank();
        assertThat(problem(otherKey, 409).toString()).contains(id);
        assertThat(cancelled.statusCode()).as(cancelled.body()).isEqualTo(202);
        assertThat(status(ended(get(JOBS + id)))).isEqualTo("CANCELLED");

        var retried = post(JOBS + id + "/retry", "");
        assertThat(retried.statusCode()).as(retried.body()).isEqualTo(202);
        var job = ended(json(retried.body()));
        assertThat(status(job)).as(job.toString()).isEqualTo("COMPLETE");
        assertThat(get("/v1/orgs/" + org + "/credentials").get("phoneNumbers")).hasSize(2);
    }

    @Test
    void whatIsWrongIsSaidAsAProblem() {
        var org = org();

        var plan = problem(trigger(org, UUID.randomUUID().toString(), "{\"numbers\":[{\"count\":0}]}"), 400);
        assertThat(plan.at("/errors/0/pointer").textValue()).isEqualTo("/numbers/0/count");
        problem(trigger(org, UUID.randomUUID().toString(), "{"), 400);
        problem(send(api.apply("/v1/orgs/" + org + "/provisioning-jobs/latest").build()), 404);
        problem(send(api.apply("/v1/provisioning-jobs/nonsense").build()), 404);
        var anonymous = HttpRequest.newBuilder(
                        api.apply("/v1/provisioning-jobs").build().uri())
                .build();
        assertThat(send(anonymous).statusCode()).isEqualTo(401);
    }

    /** The id of an organisation that no run has had. */
    private static String org() {
        return "acceptance-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A job of the default plan. */
    private static HttpResponse<String> started(String org) {
        var answer = trigger(org, UUID.randomUUID().toString(), "{}");
        STARTED.add(org);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return answer;
    }

    private static HttpResponse<String> trigger(String org, String key, String plan) {
        return send(api.apply("/v1/orgs/" + org + "/provisioning-jobs")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(plan))
                .build());
    }

    private static JsonNode rolledBack(JsonNode job) {
        var answer = post(JOBS + job.get("id").textValue() + "/rollback", "{\"closeAccount\": true}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return ended(json(answer.body()));
    }

    private static JsonNode ended(JsonNode job) {
        var path = JOBS + job.get("id").textValue();
        return await().pollInterval(POLL).atMost(PATIENCE).until(() -> get(path), now -> now.has("endedAt"));
    }

    private static Frames listen(String job) {
        var ticket = post("/v1/live-tickets", "");
        assertThat(ticket.statusCode()).as(ticket.body()).isEqualTo(201);
        var address = URI.create(json(ticket.body()).get("url").textValue());
        var topic =
                JSON.objectNode().put("action", "subscribe").put("jobId", job).put("after", 0);
        return Frames.of(HTTP, address, topic);
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return json(answer.body());
    }

    private static JsonNode get(String path) {
        var answer = send(api.apply(path).build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body());
    }

    private static HttpResponse<String> post(String path, String body) {
        var request = api.apply(path)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body));
        return send((body.isEmpty() ? request : request.header("Content-Type", "application/json")).build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        return HTTP.sendAsync(request, BodyHandlers.ofString()).join();
    }

    private static String id(HttpResponse<String> answer) {
        return json(answer.body()).get("id").textValue();
    }

    private static List<String> texts(JsonNode array) {
        return elements(array).map(JsonNode::textValue).toList();
    }
}
