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
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Cancelled and failed jobs, and how they go on, through nothing but the public contracts. */
class RecoveryIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static LocalCloud cloud;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        var template = Path.of("../../template.yaml").toAbsolutePath().normalize();
        cloud = LocalCloud.start(LocalCloud.Options.inMemory(template, 20));
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.shutdownNow();
        cloud.close();
    }

    @Test
    void aCancelledJobKeepsWhatItMadeAndGoesOnFromThereWhenItIsRetried() {
        addFault("""
                {"method": "POST", "path": "**/IncomingPhoneNumbers.json", "parameters": {"FriendlyName": "phone-number-US-toll-free-1"},
                 "fault": {"type": "slow", "delayMillis": 1500}}""");
        var id = trigger("paused", "{\"numbers\":[{\"type\":\"toll-free\",\"count\":2}]}");
        await().atMost(PATIENCE)
                .until(() -> step(id, "buy-numbers").get("status").textValue(), "RUNNING"::equals);

        var cancelling = post("/v1/provisioning-jobs/" + id + "/cancel", "");

        assertThat(cancelling.statusCode()).isEqualTo(202);
        var cancelled = ended(id);
        assertThat(cancelled.get("status").textValue()).isEqualTo("CANCELLED");
        assertThat(statuses(cancelled)).doesNotContain("PENDING", "RUNNING");
        assertThat(step(id, "create-subaccount").get("status").textValue()).isEqualTo("COMPLETE");
        assertThat(eventsBy(id)).contains("arn:aws:iam::123456789012:user/local");

        var retried = post("/v1/provisioning-jobs/" + id + "/retry", "");

        assertThat(retried.statusCode()).as(retried.body()).isEqualTo(202);
        var job = ended(id);
        assertThat(job.get("status").textValue()).as(job.toString()).isEqualTo("COMPLETE");
        assertThat(job.at("/executions/0/redriveCount").intValue()).isEqualTo(1);
        assertThat(step(id, "create-subaccount").get("attempt").intValue()).isEqualTo(1);
        assertThat(step(id, "buy-numbers").get("attempt").intValue()).isGreaterThan(1);
        assertThat(numbersOf("paused")).isEqualTo(2);
        assertThat(versions(id)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aFailedJobGoesOnWithAnAmendedPlan() {
        var id = trigger("mended", "{\"numbers\":[{\"areaCode\":\"212\"}]}");
        assertThat(ended(id).get("status").textValue()).isEqualTo("FAILED");

        var retried = post(
                "/v1/provisioning-jobs/" + id + "/retry", "{\"numbers\":[{\"areaCode\":\"415\"}],\"verify\":true}");

        assertThat(retried.statusCode()).as(retried.body()).isEqualTo(202);
        var job = ended(id);
        assertThat(job.get("status").textValue()).as(job.toString()).isEqualTo("COMPLETE");
        assertThat(job.at("/plan/numbers/0/areaCode").textValue()).isEqualTo("415");
        assertThat(step(id, "create-verify-service").get("status").textValue()).isEqualTo("COMPLETE");
        assertThat(step(id, "create-subaccount").get("attempt").intValue()).isEqualTo(1);
        assertThat(job.at("/executions/1/name").textValue()).isEqualTo(id + "-r2");
        assertThat(numbersOf("mended")).isEqualTo(1);
    }

    @Test
    void aJobThatWorksOrIsCompleteCannotBeRetriedAndSaysWhatCanBeDone() {
        var id = trigger("sound", "{}");

        var early = post("/v1/provisioning-jobs/" + id + "/retry", "{\"verify\":true}");

        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(json(early).get("code").textValue()).isEqualTo("invalid-state");
        assertThat(json(early).get("allowedActions"))
                .extracting(JsonNode::textValue)
                .containsExactly("cancel");
        assertThat(ended(id).get("status").textValue()).isEqualTo("COMPLETE");
        assertThat(post("/v1/provisioning-jobs/" + id + "/cancel", "").statusCode())
                .isEqualTo(409);
        assertThat(post("/v1/provisioning-jobs/job_00000000000000000000000000/retry", "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anOlderJobIsNotTakenUpAgain() {
        var older = trigger("superseded", "{\"numbers\":[{\"areaCode\":\"212\"}]}");
        ended(older);
        var newer = trigger("superseded", "{}");
        ended(newer);

        var retried = post("/v1/provisioning-jobs/" + older + "/retry", "");

        assertThat(retried.statusCode()).isEqualTo(409);
        assertThat(json(retried).get("code").textValue()).isEqualTo("overtaken");
        assertThat(json(retried).get("existingJob").textValue()).endsWith(newer);
    }

    @Test
    void aTenantIsRolledBackAndProvisionedAgain() {
        var id = trigger("undone", "{\"verify\":true}");
        assertThat(ended(id).get("status").textValue()).isEqualTo("COMPLETE");
        assertThat(numbersOf("undone")).isEqualTo(2);

        var preview = post("/v1/provisioning-jobs/" + id + "/rollback", "{\"dryRun\":true}");

        assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
        assertThat(elements(json(preview).get("steps"))
                        .filter(step -> step.get("name").textValue().equals("buy-numbers"))
                        .flatMap(step -> elements(step.get("resources"))))
                .hasSize(2);
        assertThat(job(id).get("status").textValue()).isEqualTo("COMPLETE");

        var rollback = post("/v1/provisioning-jobs/" + id + "/rollback", "");

        assertThat(rollback.statusCode()).as(rollback.body()).isEqualTo(202);
        assertThat(json(rollback).get("status").textValue()).isEqualTo("ROLLING_BACK");
        var undone = ended(id);
        assertThat(undone.get("status").textValue()).as(undone.toString()).isEqualTo("ROLLED_BACK");
        assertThat(undone.at("/progress/percent").intValue()).isEqualTo(100);
        assertThat(step(id, "buy-numbers").get("status").textValue()).isEqualTo("UNDONE");
        assertThat(step(id, "buy-numbers").get("message").textValue()).isEqualTo("Released 2 phone numbers");
        assertThat(undone.at("/executions/1/name").textValue()).isEqualTo(id + "-rb1");
        assertThat(numbersOf("undone")).isZero();
        assertThat(versions(id)).isSorted().doesNotHaveDuplicates();
        assertThat(post("/v1/provisioning-jobs/" + id + "/retry", "").statusCode())
                .isEqualTo(409);

        var again = trigger("undone", "{}");

        assertThat(ended(again).get("status").textValue()).isEqualTo("COMPLETE");
        assertThat(numbersOf("undone")).isEqualTo(2);
    }

    @Test
    void aRollbackThatFailedGoesOnWhereItStopped() {
        var id = trigger("stuck", "{\"numbers\":[{\"type\":\"toll-free\"}]}");
        ended(id);
        var service =
                step(id, "create-messaging-service").at("/resources/0/sid").textValue();
        addFault("""
                {"method": "DELETE", "path": "/v1/Services/%s", "fault": {"type": "refuse", "code": 20005, "status": 403}}""".formatted(service));

        post("/v1/provisioning-jobs/" + id + "/rollback", "");

        var failed = ended(id);
        assertThat(failed.get("status").textValue()).as(failed.toString()).isEqualTo("ROLLBACK_FAILED");
        var stuck = step(id, "create-messaging-service");
        assertThat(stuck.get("status").textValue()).isEqualTo("COMPLETE");
        assertThat(stuck.at("/error/nextAction").textValue()).contains("roll the job back again");
        assertThat(step(id, "create-api-key").get("status").textValue()).isEqualTo("COMPLETE");

        var again = post("/v1/provisioning-jobs/" + id + "/rollback", "{}");

        assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
        var undone = ended(id);
        assertThat(undone.get("status").textValue()).as(undone.toString()).isEqualTo("ROLLED_BACK");
        assertThat(undone.at("/executions/1/redriveCount").intValue()).isEqualTo(1);
    }

    @Test
    void aFailedJobGoesOnWhenSomebodyRedrivesItsExecutionInTheConsole() {
        addFault("""
                {"method": "POST", "path": "**/IncomingPhoneNumbers.json", "parameters": {"FriendlyName": "phone-number-US-local-415-1"},
                 "fault": {"type": "refuse", "code": 20005, "status": 403}}""");
        var id = trigger("redriven", "{\"numbers\":[{\"areaCode\":\"415\"}],\"verify\":true}");
        var failed = ended(id);
        assertThat(failed.get("status").textValue()).as(failed.toString()).isEqualTo("FAILED");

        redrive(failed.at("/executions/0/arn").textValue());

        await().atMost(PATIENCE).until(() -> job(id).get("status").textValue(), "COMPLETE"::equals);
        assertThat(job(id).at("/executions/0/redriveCount").intValue()).isEqualTo(1);
        assertThat(job(id).get("executions")).hasSize(1);
        assertThat(step(id, "create-subaccount").get("attempt").intValue()).isEqualTo(1);
        assertThat(step(id, "buy-numbers").get("attempt").intValue()).isEqualTo(2);
        assertThat(numbersOf("redriven")).isEqualTo(1);
        assertThat(eventsBy(id)).containsOnlyOnce("Step Functions redrive");
        assertThat(versions(id)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aRollbackThatFailedGoesOnWhenSomebodyRedrivesItsExecutionInTheConsole() {
        var id = trigger("pressed", "{}");
        ended(id);
        var service =
                step(id, "create-messaging-service").at("/resources/0/sid").textValue();
        addFault("""
                {"method": "DELETE", "path": "/v1/Services/%s", "fault": {"type": "refuse", "code": 20005, "status": 403}}""".formatted(service));
        post("/v1/provisioning-jobs/" + id + "/rollback", "");
        var failed = ended(id);
        assertThat(failed.get("status").textValue()).as(failed.toString()).isEqualTo("ROLLBACK_FAILED");

        redrive(failed.at("/executions/1/arn").textValue());

        await().atMost(PATIENCE).until(() -> job(id).get("status").textValue(), "ROLLED_BACK"::equals);
        assertThat(numbersOf("pressed")).isZero();
        assertThat(job(id).at("/executions/1/redriveCount").intValue()).isEqualTo(1);
    }

    /** As the AWS console does. */
    private static void redrive(String executionArn) {
        try (var stepFunctions = SfnClient.builder()
                .endpointOverride(cloud.awsUrl())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build()) {
            stepFunctions.redriveExecution(redrive -> redrive.executionArn(executionArn));
        }
    }

    private static String trigger(String org, String plan) {
        var answer = post("/v1/orgs/" + org + "/provisioning-jobs", plan);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer).get("id").textValue();
    }

    private static JsonNode job(String id) {
        return json(get(cloud.apiUrl().resolve("/v1/provisioning-jobs/" + id)));
    }

    private static JsonNode ended(String id) {
        await().atMost(PATIENCE).until(() -> job(id).has("endedAt"));
        return job(id);
    }

    private static JsonNode step(String id, String name) {
        return elements(job(id).get("steps"))
                .filter(step -> step.get("name").textValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> statuses(JsonNode job) {
        return elements(job.get("steps")).map(step -> step.get("status").textValue());
    }

    private static Stream<JsonNode> events(String id) {
        return elements(json(get(cloud.apiUrl().resolve("/v1/provisioning-jobs/" + id + "/events")))
                .get("events"));
    }

    private static Stream<String> eventsBy(String id) {
        return events(id).map(event -> event.get("by").textValue());
    }

    private static List<Long> versions(String id) {
        return events(id).map(event -> event.get("version").longValue()).toList();
    }

    private static long numbersOf(String org) {
        var state = json(get(cloud.twilioUrl().resolve("/_simulator/state")));
        var account = elements(state.get("accounts"))
                .filter(one -> one.get("friendlyName").textValue().equals(org))
                .map(one -> one.get("sid").textValue())
                .toList();
        assertThat(account).hasSize(1);
        return elements(state.get("numbers"))
                .filter(number -> number.get("accountSid").textValue().equals(account.getFirst()))
                .count();
    }

    private static void addFault(String rule) {
        var answer = send(HttpRequest.newBuilder(cloud.twilioUrl().resolve("/_simulator/faults"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(rule))
                .build());
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    private static HttpResponse<String> post(String path, String body) {
        var request = HttpRequest.newBuilder(cloud.apiUrl().resolve(path)).POST(BodyPublishers.ofString(body));
        return send(
                body.isEmpty()
                        ? request.build()
                        : request.header("Content-Type", "application/json").build());
    }

    private static HttpResponse<String> get(URI uri) {
        return send(HttpRequest.newBuilder(uri).build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofString()).join();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException notJson) {
            throw new AssertionError(answer.body(), notJson);
        }
    }
}
