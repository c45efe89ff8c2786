package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.local.LocalCloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Registrations from trigger to end, through the whole system and nothing but its public contracts: the simulated
 * Twilio's reviewers take half a second where people take ten days.
 */
@Execution(ExecutionMode.SAME_THREAD)
class RegistrationIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final double SPEED = 20;
    private static final List<String> A2P = List.of(
            "register-customer-profile",
            "register-trust-product",
            "register-brand",
            "register-campaign",
            "register-numbers");
    private static final String TOLL_FREE = "verify-toll-free-numbers";

    private static LocalCloud cloud;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        var template = Path.of("../../template.yaml").toAbsolutePath().normalize();
        cloud = LocalCloud.start(LocalCloud.Options.inMemory(template, SPEED));
        http = HttpClient.newHttpClient();
    }

    @AfterEach
    void reviewAndCallBackAsUsual() {
        delete("/_simulator/reviews/rules");
        delete("/_simulator/callbacks/rules");
    }

    @AfterAll
    static void stop() {
        http.shutdownNow();
        cloud.close();
    }

    @Test
    void aTenantIsUsableAtOnceAndRegisteredWhenItsReviewsEnd() {
        var id = trigger("registered", plan());

        var job = ended(id);

        assertThat(job.get("status").textValue()).as(job.toString()).isEqualTo("COMPLETE");
        assertThat(A2P).allSatisfy(step -> assertThat(status(job, step)).isEqualTo("COMPLETE"));
        assertThat(status(job, TOLL_FREE)).isEqualTo("COMPLETE");
        assertThat(elements(job.get("executions"))
                        .map(execution -> execution.get("name").textValue()))
                .containsExactlyInAnyOrder(id, id + "-a2p", id + "-toll-free");
        assertThat(charges("registered", "brand")).isEqualTo(1);
        assertThat(charges("registered", "campaign")).isEqualTo(1);
        // Usable before both: the job waits, and only then are they registered.
        var waits = version(id, event -> event.at("/job/status").asText().equals("WAITING"));
        assertThat(waits).isLessThan(version(id, event -> isComplete(event, "register-campaign")));
        assertThat(waits).isLessThan(version(id, event -> isComplete(event, TOLL_FREE)));
        assertThat(versions(id)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aTenantIsRegisteredWhenTwilioNeverCallsBack() {
        post(cloud.twilioUrl(), "/_simulator/callbacks/rules", "{\"rate\": 1.0, \"action\": {\"type\": \"drop\"}}");
        var id = trigger("unheard", plan());

        var job = ended(id);

        assertThat(job.get("status").textValue()).as(job.toString()).isEqualTo("COMPLETE");
        assertThat(charges("unheard", "brand")).isEqualTo(1);
        assertThat(charges("unheard", "campaign")).isEqualTo(1);
    }

    @Test
    void aRejectedBrandLeavesTheRestAloneAndIsCorrectedByARetryWithoutAnotherFee() {
        review("{\"kind\": \"brand\", \"outcome\": {\"type\": \"reject\", \"code\": 30795}}");
        review("{\"kind\": \"toll-free\", \"outcome\": {\"type\": \"never\"}}");
        var id = trigger("corrected", plan());
        await().atMost(PATIENCE).until(() -> status(job(id), "register-numbers"), "CANCELLED"::equals);

        var rejected = job(id);
        assertThat(rejected.get("status").textValue()).isEqualTo("WAITING");
        assertThat(rejected.get("usable").booleanValue()).isTrue();
        assertThat(status(rejected, "register-brand")).isEqualTo("FAILED");
        assertThat(step(rejected, "register-brand").at("/error/message").textValue())
                .contains("EIN");
        assertThat(status(rejected, TOLL_FREE)).isEqualTo("WAITING");
        decide(step(rejected, TOLL_FREE).at("/resources/0/sid").textValue());
        assertThat(ended(id).get("status").textValue()).isEqualTo("FAILED");

        var amended = (ObjectNode) json(plan());
        ((ObjectNode) amended.at("/business/registration")).put("number", "98-7654321");
        var retried = post(cloud.apiUrl(), "/v1/provisioning-jobs/" + id + "/retry", amended.toString());

        assertThat(retried.statusCode()).as(retried.body()).isEqualTo(202);
        assertThat(json(retried.body()).get("usable").booleanValue()).isTrue();
        var job = ended(id);
        assertThat(job.get("status").textValue()).as(job.toString()).isEqualTo("COMPLETE");
        assertThat(charges("corrected", "brand")).isEqualTo(1);
    }

    @Test
    void aJobThatWaitsIsCancelledAndRolledBack() {
        review("{\"kind\": \"brand\", \"outcome\": {\"type\": \"never\"}}");
        review("{\"kind\": \"toll-free\", \"outcome\": {\"type\": \"never\"}}");
        var id = trigger("cancelled", plan());
        await().atMost(PATIENCE).until(() -> status(job(id), "register-brand"), "WAITING"::equals);
        await().atMost(PATIENCE).until(() -> job(id).get("status").textValue(), "WAITING"::equals);

        var cancel = post(cloud.apiUrl(), "/v1/provisioning-jobs/" + id + "/cancel", "");

        assertThat(cancel.statusCode()).as(cancel.body()).isEqualTo(202);
        var cancelled = ended(id);
        assertThat(cancelled.get("status").textValue()).isEqualTo("CANCELLED");
        assertThat(cancelled.get("usable").booleanValue()).isTrue();
        assertThat(status(cancelled, "register-brand")).isEqualTo("CANCELLED");
        assertThat(status(cancelled, TOLL_FREE)).isEqualTo("CANCELLED");

        var rollback = post(cloud.apiUrl(), "/v1/provisioning-jobs/" + id + "/rollback", "");

        assertThat(rollback.statusCode()).as(rollback.body()).isEqualTo(202);
        var undone = ended(id);
        assertThat(undone.get("status").textValue()).as(undone.toString()).isEqualTo("ROLLED_BACK");
        assertThat(charges("cancelled", "brand")).isEqualTo(1);
    }

    private static String plan() {
        try {
            return Files.readString(Path.of("../../docs/examples/registrations.json"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String trigger(String org, String plan) {
        var answer = post(cloud.apiUrl(), "/v1/orgs/" + org + "/provisioning-jobs", plan);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer.body()).get("id").textValue();
    }

    private static void review(String rule) {
        assertThat(post(cloud.twilioUrl(), "/_simulator/reviews/rules", rule).statusCode())
                .isEqualTo(201);
    }

    private static void decide(String sid) {
        var decision = "{\"sid\": \"" + sid + "\", \"outcome\": {\"type\": \"approve\"}}";
        var answer = post(cloud.twilioUrl(), "/_simulator/reviews/decisions", decision);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static JsonNode job(String id) {
        return json(get(cloud.apiUrl().resolve("/v1/provisioning-jobs/" + id)));
    }

    private static JsonNode ended(String id) {
        await().atMost(PATIENCE).until(() -> job(id).has("endedAt"));
        return job(id);
    }

    private static JsonNode step(JsonNode job, String name) {
        return elements(job.get("steps"))
                .filter(step -> step.get("name").textValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String status(JsonNode job, String step) {
        return step(job, step).get("status").textValue();
    }

    private static boolean isComplete(JsonNode event, String step) {
        return event.at("/step/name").asText().equals(step)
                && event.at("/step/status").asText().equals("COMPLETE");
    }

    private static long version(String id, Predicate<JsonNode> which) {
        return events(id).filter(which).findFirst().orElseThrow().get("version").longValue();
    }

    private static List<Long> versions(String id) {
        return events(id).map(event -> event.get("version").longValue()).toList();
    }

    private static Stream<JsonNode> events(String id) {
        return elements(json(get(cloud.apiUrl().resolve("/v1/provisioning-jobs/" + id + "/events?limit=100")))
                .get("events"));
    }

    /** How often the organisation paid for something of this kind. */
    private static long charges(String org, String kind) {
        var state = json(get(cloud.twilioUrl().resolve("/_simulator/state")));
        var account = elements(state.get("accounts"))
                .filter(one -> one.get("friendlyName").textValue().equals(org))
                .map(one -> one.get("sid").textValue())
                .findFirst()
                .orElseThrow();
        return elements(state.get("charges"))
                .filter(charge -> charge.get("accountSid").textValue().equals(account))
                .filter(charge -> charge.get("type").textValue().startsWith(kind))
                .count();
    }

    private static HttpResponse<String> post(URI base, String path, String body) {
        var request = HttpRequest.newBuilder(base.resolve(path)).POST(BodyPublishers.ofString(body));
        return send(
                body.isEmpty()
                        ? request.build()
                        : request.header("Content-Type", "application/json").build());
    }

    private static void delete(String path) {
        send(HttpRequest.newBuilder(cloud.twilioUrl().resolve(path)).DELETE().build());
    }

    private static String get(URI uri) {
        return send(HttpRequest.newBuilder(uri).build()).body();
    }

    private static HttpResponse<String> send(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofString()).join();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new AssertionError(text, notJson);
        }
    }
}
