package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.execution.FakeStepFunctions;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

class RollbackHandlerTest {
    private static final String PROVISIONING = "arn:aws:states:us-east-1:123456789012:stateMachine:Provisioning";
    private static final String ROLLBACK = "arn:aws:states:us-east-1:123456789012:stateMachine:Rollback";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final OrgId ACME = new OrgId("acme");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final FakeStepFunctions stepFunctions = new FakeStepFunctions();
    private final ApiRequests requests = new ApiRequests();
    private JobStore jobs;
    private RollbackHandler handler;

    @BeforeEach
    void handler() {
        jobs = new JobStore(local.table());
        handler = new RollbackHandler(
                local.table(),
                new Executions(stepFunctions, ROLLBACK),
                Oversights.in(local.table()),
                InstantSource.fixed(NOW));
    }

    @Test
    void rollsBackAJobThatHasEnded() {
        var id = ended(JobStatus.COMPLETE);

        var answer = ask(id, null);

        assertThat(answer.getStatusCode()).isEqualTo(202);
        var job = body(answer);
        assertThat(job.get("status").textValue()).isEqualTo("ROLLING_BACK");
        assertThat(job.get("rollback").toString())
                .isEqualTo(
                        "{\"numbers\":\"release\",\"closeAccount\":false,\"startedAt\":\"2026-11-22T10:00:00.000Z\"}");
        assertThat(job.at("/progress/percent").intValue()).isZero();
        assertThat(job.get("usable").booleanValue()).isFalse();
        assertThat(stepFunctions.started()).singleElement().satisfies(start -> {
            assertThat(start.stateMachineArn()).isEqualTo(ROLLBACK);
            assertThat(start.name()).isEqualTo(id + "-rb1");
            assertThat(start.input()).isEqualTo("{\"jobId\":\"" + id + "\"}");
        });
        assertThat(jobs.events(id, 0, 100).getLast().get("by").textValue())
                .isEqualTo("arn:aws:iam::123456789012:user/operator");
    }

    @ParameterizedTest
    @CsvSource({"FAILED", "CANCELLED"})
    void rollsBackWhatEndedHalfMade(JobStatus status) {
        assertThat(ask(ended(status), "{\"numbers\":\"move-to-pool\",\"closeAccount\":true}")
                        .getStatusCode())
                .isEqualTo(202);
    }

    @Test
    void answersTheSameWhenItIsAskedAgainAndMakesSureThatItIsStarted() {
        var id = ended(JobStatus.FAILED);
        stepFunctions.fail(SdkClientException.create("It did not arrive"));
        assertThat(ask(id, null).getStatusCode()).isEqualTo(503);
        stepFunctions.fail(null);

        var again = ask(id, "{}");
        var version = body(again).get("version").longValue();

        assertThat(again.getStatusCode()).isEqualTo(202);
        assertThat(body(ask(id, "{\"closeAccount\":false}")).get("version").longValue())
                .isEqualTo(version);
        assertThat(stepFunctions.statuses()).containsExactly(ExecutionStatus.RUNNING);
    }

    @Test
    void doesNotChangeItsMindInTheMiddle() {
        var id = ended(JobStatus.COMPLETE);
        ask(id, null);

        var answer = ask(id, "{\"numbers\":\"move-to-pool\"}");

        assertThat(answer.getStatusCode()).isEqualTo(409);
        assertThat(body(answer).get("code").textValue()).isEqualTo("invalid-state");
    }

    @Test
    void goesOnWithARollbackThatFailed() {
        var id = failedToRollBack();

        assertThat(ask(id, null).getStatusCode()).isEqualTo(202);

        assertThat(stepFunctions.redriven()).hasSize(1);
        assertThat(jobs.find(id).orElseThrow().executions())
                .extracting(Execution::name)
                .containsExactly(id.value(), id + "-rb1");
    }

    @Test
    void startsANewRollbackForOtherChoices() {
        var id = failedToRollBack();

        assertThat(ask(id, "{\"closeAccount\":true}").getStatusCode()).isEqualTo(202);

        assertThat(stepFunctions.redriven()).isEmpty();
        assertThat(stepFunctions.started()).extracting(start -> start.name()).containsExactly(id + "-rb1", id + "-rb2");
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void refusesAJobThatHasNotEndedAndSaysWhatCanBeDone(boolean dryRun) {
        var id = create();

        var answer = ask(id, "{\"dryRun\":" + dryRun + "}");

        assertThat(answer.getStatusCode()).isEqualTo(409);
        assertThat(body(answer).get("allowedActions").toString()).isEqualTo("[\"cancel\"]");
        assertThat(stepFunctions.started()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void refusesAJobThatIsNotTheNewest(boolean dryRun) {
        var older = ended(JobStatus.COMPLETE);
        var newer = ended(JobStatus.COMPLETE);

        var answer = ask(older, "{\"dryRun\":" + dryRun + "}");

        assertThat(answer.getStatusCode()).isEqualTo(409);
        assertThat(body(answer).get("code").textValue()).isEqualTo("overtaken");
        assertThat(body(answer).get("existingJob").textValue()).endsWith(newer.value());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"numbers\":\"keep\"}`, /numbers",
                "`{\"numbers\":null}`, /numbers",
                "`{\"closeAccount\":\"yes\"}`, /closeAccount",
                "`{\"force\":true}`, /force",
                "`[]`, ``"
            })
    void refusesWhatCannotBeChosen(String body, String pointer) {
        var id = ended(JobStatus.COMPLETE);

        var answer = ask(id, body);

        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(body(answer).get("code").textValue()).isEqualTo("invalid-rollback");
        assertThat(body(answer).at("/errors/0/pointer").textValue()).isEqualTo(pointer == null ? "" : pointer);
        assertThat(jobs.find(id).orElseThrow().status()).isEqualTo(JobStatus.COMPLETE);
    }

    @Test
    void knowsNoJobThatIsNotThere() {
        assertThat(ask(JobId.next(), null).getStatusCode()).isEqualTo(404);
    }

    @Test
    void tellsInADryRunThatABrandIsKeptWithWhatItIsMadeOf() {
        var ledger = new Ledger(local.table(), InstantSource.fixed(NOW));
        record(ledger, ResourceKind.CUSTOMER_PROFILE, "BU1");
        record(ledger, ResourceKind.BRAND, "BN1");
        var id = ended(JobStatus.COMPLETE);

        var keeping = body(ask(id, "{\"dryRun\":true}"));
        var closing = body(ask(id, "{\"dryRun\":true,\"closeAccount\":true}"));

        assertThat(action(keeping, "register-brand")).isEqualTo("Keep, since nobody can delete it: BN1");
        assertThat(action(keeping, "register-customer-profile"))
                .isEqualTo("Keep with the A2P brand that refers to it: BU1");
        assertThat(action(closing, "register-brand"))
                .isEqualTo("Goes with the subaccount, since nobody can delete it: BN1");
    }

    private static void record(Ledger ledger, ResourceKind type, String sid) {
        ledger.record(type.key(ACME), sid, Optional.empty(), Optional.empty());
    }

    @Test
    void tellsInADryRunWhatItWouldUndoInWhichOrderAndChangesNothing() {
        var ledger = new Ledger(local.table(), InstantSource.fixed(NOW));
        var group = NumberGroup.of("US", NumberType.LOCAL, 2);
        ledger.record(ResourceKind.ACCOUNT.key(ACME), "AC1", Optional.empty(), Optional.empty());
        ledger.record(ResourceKey.number(ACME, group, 1), "PN1", Optional.of("+14155550100"), Optional.empty());
        ledger.claim(ResourceKey.number(ACME, group, 2), Duration.ofSeconds(60));
        ledger.record(ResourceKind.SINK.key(ACME), "DG1", Optional.empty(), Optional.empty());
        ledger.record(ResourceKind.SUBSCRIPTION.key(ACME), "DF1", Optional.empty(), Optional.empty());
        ledger.record(ResourceKind.API_KEY.key(ACME), "SK1", Optional.empty(), Optional.empty());
        ledger.forget(ResourceKind.API_KEY.key(ACME), "SK1");
        var id = ended(JobStatus.COMPLETE);
        var before = jobs.find(id);

        var answer = ask(id, "{\"dryRun\":true,\"closeAccount\":true}");

        assertThat(answer.getStatusCode()).isEqualTo(200);
        var preview = body(answer);
        assertThat(preview.get("dryRun").booleanValue()).isTrue();
        assertThat(preview.get("steps"))
                .extracting(step -> step.get("title").textValue())
                .containsExactly(
                        "Deregister numbers",
                        "Delete A2P campaign",
                        "Delete toll-free verification",
                        "Detach numbers",
                        "Release or move numbers",
                        "Delete emergency address",
                        "Delete Verify service",
                        "Delete SIP trunk",
                        "Delete TwiML application",
                        "Delete alphanumeric sender",
                        "Delete messaging service",
                        "Delete spend alarm",
                        "Unsubscribe from Twilio events",
                        "Keep A2P brand",
                        "Delete or keep A2P trust product",
                        "Delete or keep customer profile",
                        "Delete API key",
                        "Close or keep Twilio subaccount",
                        "Check that nothing is left");
        assertThat(action(preview, "attach-numbers")).isEqualTo("Take off whatever they are put to: +14155550100");
        assertThat(action(preview, "buy-numbers"))
                .isEqualTo("Release, for good: +14155550100, phone-number-US-local-2 (outcome unknown; looked up"
                        + " first)");
        assertThat(action(preview, "subscribe-to-events")).isEqualTo("Delete: DF1, DG1");
        assertThat(action(preview, "create-api-key")).isEqualTo("Nothing to undo");
        assertThat(action(preview, "create-subaccount")).isEqualTo("Close, for good: AC1");
        assertThat(step(preview, "buy-numbers").get("resources").toString())
                .isEqualTo("[{\"type\":\"phone-number\",\"sid\":\"PN1\",\"detail\":\"+14155550100\","
                        + "\"lookedUpFirst\":false},{\"type\":\"phone-number\",\"sid\":null,\"detail\":null,"
                        + "\"lookedUpFirst\":true}]");
        assertThat(jobs.find(id)).isEqualTo(before);
        assertThat(stepFunctions.started()).isEmpty();
    }

    @Test
    void saysInADryRunWhatItWouldKeep() {
        new Ledger(local.table(), InstantSource.fixed(NOW))
                .record(ResourceKind.ACCOUNT.key(ACME), "AC1", Optional.empty(), Optional.empty());

        var preview = body(ask(ended(JobStatus.COMPLETE), "{\"dryRun\":true}"));

        assertThat(action(preview, "create-subaccount")).isEqualTo("Keep, empty: AC1");
    }

    private APIGatewayV2HTTPResponse ask(JobId id, String body) {
        return handler.handleRequest(post(Map.of("jobId", id.value()), body), requests.context());
    }

    private static JsonNode step(JsonNode preview, String name) {
        for (var step : preview.get("steps")) {
            if (step.get("name").textValue().equals(name)) {
                return step;
            }
        }
        throw new AssertionError("There is no step " + name);
    }

    private static String action(JsonNode preview, String name) {
        return step(preview, name).get("action").textValue();
    }

    private JobId create() {
        var id = JobId.next();
        var execution = new Executions(stepFunctions, PROVISIONING).first(id);
        jobs.create(Job.create(id, ACME, Plan.DEFAULT, execution, true, "somebody", NOW));
        return id;
    }

    private JobId ended(JobStatus status) {
        var id = create();
        for (var step : jobs.find(id).orElseThrow().openSteps()) {
            if (status == JobStatus.COMPLETE) {
                jobs.update(id, job -> Optional.of(job.startStep(step.name(), NOW)));
                jobs.update(id, job -> Optional.of(job.completeStep(step.name(), "Done", List.of(), NOW)));
            } else {
                jobs.update(id, job -> Optional.of(job.cancelStep(step.name(), "Stopped", NOW)));
            }
        }
        jobs.update(id, job -> Optional.of(job.end(status, NOW)));
        return id;
    }

    private JobId failedToRollBack() {
        var id = ended(JobStatus.COMPLETE);
        ask(id, null);
        stepFunctions.close(
                jobs.find(id).orElseThrow().lastExecution().arn(), ExecutionStatus.FAILED, "Some.Error", null);
        jobs.update(id, job -> Optional.of(job.end(JobStatus.ROLLBACK_FAILED, NOW)));
        return id;
    }
}
