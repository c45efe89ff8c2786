package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.execution.FakeStepFunctions;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.secret.BusinessProfileStore;
import dev.tenantry.core.secret.FakeKms;
import dev.tenantry.core.storage.ConflictingTransactions;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.core.storage.Table;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

class TriggerIdempotencyTest {
    private static final String STATE_MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:Provisioning";
    private static final String KEY = "9f0c8a52-52ad-4f0c-8a42-1c2b0a9d7c11";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final OrgId ACME = new OrgId("acme");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final FakeStepFunctions stepFunctions = new FakeStepFunctions();
    private final ApiRequests requests = new ApiRequests();

    @Test
    void answersTheSameRequestTheSameAgain() {
        var first = trigger(KEY, "{\"numbers\":[]}");
        var id = new JobId(body(first).get("id").textValue());
        jobs().update(id, job -> Optional.of(job.startStep(StepName.CREATE_SUBACCOUNT, NOW)));

        var again = trigger(KEY, "{\"numbers\":[]}");

        assertThat(again.getStatusCode()).isEqualTo(202);
        assertThat(again.getBody()).isEqualTo(first.getBody());
        assertThat(again.getHeaders())
                .containsAllEntriesOf(first.getHeaders())
                .containsEntry("Idempotency-Replayed", "true");
        assertThat(first.getHeaders()).doesNotContainKey("Idempotency-Replayed");
        assertThat(stepFunctions.started()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "{\"displayName\":\"A\",\"numbers\":[]} | {\"numbers\" : [ ], \"displayName\":\"A\"}",
                "{\"numbers\":[{\"type\":\"local\",\"count\":2}]} | {\"numbers\":[{\"count\":2,\"type\":\"local\"}]}",
                "{} | none",
                "none | {}",
            })
    void takesABodyForTheSameThatSaysTheSame(String first, String second) {
        var original = trigger(KEY, first);

        var again = trigger(KEY, second);

        assertThat(again.getStatusCode()).isEqualTo(202);
        assertThat(again.getBody()).isEqualTo(original.getBody());
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() {
        var id = body(trigger(KEY, "{}")).get("id").textValue();

        var refused = trigger(KEY, "{\"numbers\":[]}");

        assertThat(refused.getStatusCode()).isEqualTo(422);
        assertThat(refused.getHeaders()).containsEntry("Content-Type", "application/problem+json");
        assertThat(body(refused).get("code").textValue()).isEqualTo("idempotency-key-reused");
        assertThat(body(refused).get("retryable").booleanValue()).isFalse();
        assertThat(body(refused).get("existingJob").textValue()).isEqualTo("/v1/provisioning-jobs/" + id);
    }

    @Test
    void refusesAnotherKeyWhileTheJobIsLive() {
        var id = body(trigger(KEY, "{}")).get("id").textValue();

        var refused = trigger("another", "{}");

        assertThat(refused.getStatusCode()).isEqualTo(409);
        assertThat(body(refused).get("existingJob").textValue()).isEqualTo("/v1/provisioning-jobs/" + id);
    }

    @Test
    void startsTheJobWhoseStartWasLost() {
        stepFunctions.fail(SdkClientException.create("Read timed out"));
        assertThat(trigger(KEY, "{}").getStatusCode()).isEqualTo(503);
        var id = jobs().latest(ACME).orElseThrow().id().value();
        stepFunctions.fail(null);

        var again = trigger(KEY, "{}");

        assertThat(again.getStatusCode()).isEqualTo(202);
        assertThat(body(again).get("id").textValue()).isEqualTo(id);
        assertThat(again.getHeaders()).containsEntry("Idempotency-Replayed", "true");
        assertThat(names()).containsExactly(id, id);
    }

    @Test
    void doesNotHoldARefusedPlanAgainstItsKey() {
        assertThat(trigger(KEY, "{\"numbers\":[{\"count\":0}]}").getStatusCode())
                .isEqualTo(400);

        assertThat(trigger(KEY, "{\"numbers\":[{\"count\":1}]}").getStatusCode())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a key", "tab\t", "schlüssel", "null\0"})
    void refusesWhatCannotBeAKey(String key) {
        var refused = trigger(key, "{}");

        assertThat(refused.getStatusCode()).isEqualTo(400);
        assertThat(body(refused).get("code").textValue()).isEqualTo("idempotency-key-invalid");
        assertThat(jobs().latest(ACME)).isEmpty();
    }

    @Test
    void takesAKeyOf255CharactersAndNotOne256() {
        assertThat(trigger("k".repeat(256), "{}").getStatusCode()).isEqualTo(400);
        assertThat(trigger("k".repeat(255), "{}").getStatusCode()).isEqualTo(202);
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void makesOneJobAndOneExecutionOf200EqualRequestsAtOnce(int conflictsInPercent) throws Exception {
        var answers = together(
                conflictsInPercent, IntStream.range(0, 200).mapToObj(_ -> KEY).toList());

        assertThat(answers).extracting(APIGatewayV2HTTPResponse::getStatusCode).containsOnly(202);
        assertThat(answers)
                .extracting(APIGatewayV2HTTPResponse::getBody)
                .containsOnly(answers.getFirst().getBody());
        assertThat(answers)
                .filteredOn(answer -> !answer.getHeaders().containsKey("Idempotency-Replayed"))
                .hasSize(1);
        assertThat(names()).containsOnly(body(answers.getFirst()).get("id").textValue());
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void makesOneLiveJobOfTwoKeysAtOnce(int conflictsInPercent) throws Exception {
        var answers = together(conflictsInPercent, List.of(KEY, "another"));

        var live = jobs().latest(ACME).orElseThrow().id().value();
        assertThat(answers).extracting(APIGatewayV2HTTPResponse::getStatusCode).containsExactlyInAnyOrder(202, 409);
        assertThat(answers)
                .filteredOn(answer -> answer.getStatusCode() == 409)
                .allMatch(
                        answer -> body(answer).get("existingJob").textValue().equals("/v1/provisioning-jobs/" + live));
        assertThat(names()).containsOnly(live);
    }

    @Tag("long")
    @Test
    void makesOneLiveJobForEachOf500OrganisationsThatAreAskedForTwiceAtOnce() throws Exception {
        var handler = handler(local.table());

        for (var race = 0; race < 500; race++) {
            var orgId = new OrgId("org-" + race);
            var answers = together(handler, List.of(request(orgId, KEY, "{}"), request(orgId, "another", "{}")));

            var live = jobs().latest(orgId).orElseThrow().id().value();
            assertThat(answers)
                    .extracting(APIGatewayV2HTTPResponse::getStatusCode)
                    .containsExactlyInAnyOrder(202, 409);
            assertThat(answers)
                    .extracting(answer -> answer.getStatusCode() == 202
                            ? answer.getHeaders().get("Location")
                            : body(answer).get("existingJob").textValue())
                    .containsOnly("/v1/provisioning-jobs/" + live);
        }
        assertThat(names().stream().distinct()).hasSize(500);
    }

    private List<APIGatewayV2HTTPResponse> together(int conflictsInPercent, List<String> keys) throws Exception {
        var random = new Random(conflictsInPercent);
        return together(
                handler(local.table(new ConflictingTransactions(() -> random.nextInt(100) < conflictsInPercent))),
                keys.stream().map(key -> request(ACME, key, "{}")).toList());
    }

    private List<APIGatewayV2HTTPResponse> together(TriggerHandler handler, List<APIGatewayV2HTTPEvent> asked)
            throws Exception {
        var calls = asked.stream()
                .<Callable<APIGatewayV2HTTPResponse>>map(
                        request -> () -> handler.handleRequest(request, requests.context()))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<APIGatewayV2HTTPResponse>();
            for (Future<APIGatewayV2HTTPResponse> future : threads.invokeAll(calls)) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    private APIGatewayV2HTTPResponse trigger(String key, String body) {
        return handler(local.table()).handleRequest(request(ACME, key, body), requests.context());
    }

    private TriggerHandler handler(Table table) {
        var executions = new Executions(stepFunctions, STATE_MACHINE);
        var businesses = new BusinessProfileStore(table, new FakeKms().cipher());
        return new TriggerHandler(
                new JobStore(table),
                businesses,
                executions,
                () -> true,
                Oversights.in(table),
                InstantSource.fixed(NOW));
    }

    private JobStore jobs() {
        return new JobStore(local.table());
    }

    private List<String> names() {
        return stepFunctions.started().stream().map(StartExecutionRequest::name).toList();
    }

    private static APIGatewayV2HTTPEvent request(OrgId orgId, String key, String body) {
        var request = post(Map.of("orgId", orgId.value()), body);
        var headers = new HashMap<>(request.getHeaders());
        headers.put("idempotency-key", key);
        request.setHeaders(headers);
        return request;
    }
}
