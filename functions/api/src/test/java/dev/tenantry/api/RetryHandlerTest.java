package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.execution.FakeStepFunctions;
import dev.tenantry.core.job.AwaitedReview;
import dev.tenantry.core.job.Consent;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Job.Change;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.job.StepError.Upstream;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.secret.BusinessProfileStore;
import dev.tenantry.core.secret.FakeKms;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/** Retries of a job whose tenant is done while its registrations wait, or have failed. */
class RetryHandlerTest {
    private static final String MACHINES = "arn:aws:states:us-east-1:123456789012:stateMachine:";
    private static final Map<StepGroup, String> STATE_MACHINES = Map.of(
            StepGroup.TENANT, MACHINES + "Provisioning",
            StepGroup.A2P, MACHINES + "A2p",
            StepGroup.TOLL_FREE, MACHINES + "TollFree");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final StepError REFUSED = new StepError(
            "needs-human", "The registry knows no such EIN.", "Correct the number.", false, Optional.empty());

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final FakeStepFunctions stepFunctions = new FakeStepFunctions();
    private final Executions executions = new Executions(stepFunctions, STATE_MACHINES);
    private final FakeKms kms = new FakeKms();
    private final ApiRequests requests = new ApiRequests();
    private JobStore jobs;
    private JobId id;

    @BeforeEach
    void aJobThatWaits() {
        jobs = new JobStore(local.table());
        var trigger = trigger(Json.write(RegistrationPlans.example()));
        id = new JobId(body(trigger).get("id").textValue());
        StepGroup.TENANT.steps().forEach(this::completeStep);
        var started = StepGroup.registrations().stream()
                .map(group -> executions.registration(job(), group))
                .toList();
        executions.ensureStarted(change(job -> job.register(started, NOW)));
        completeStep(StepName.REGISTER_CUSTOMER_PROFILE);
        change(job -> job.startStep(StepName.VERIFY_TOLL_FREE_NUMBERS, NOW));
        change(job -> job.awaitStep(
                StepName.VERIFY_TOLL_FREE_NUMBERS,
                "In review",
                List.of(),
                new AwaitedReview("Twilio", "days", NOW),
                NOW));
        change(job -> job.finish(NOW).orElseThrow());
    }

    @Test
    void takesUpThePartThatFailedWhileTheOtherWaits() {
        failA2p();

        var answer = retry(null);

        assertThat(answer.getStatusCode()).isEqualTo(202);
        var retried = job();
        assertThat(retried.status()).isEqualTo(JobStatus.WAITING);
        assertThat(retried.usable()).isTrue();
        assertThat(retried.step(StepName.REGISTER_CUSTOMER_PROFILE).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(retried.step(StepName.REGISTER_BRAND).status()).isEqualTo(StepStatus.PENDING);
        assertThat(retried.step(StepName.VERIFY_TOLL_FREE_NUMBERS).status()).isEqualTo(StepStatus.WAITING);
        assertThat(stepFunctions.redriven())
                .containsExactly(execution(StepGroup.A2P).arn());
    }

    @Test
    void startsWhatIsRecordedWhenTheAnswerWasLostAndTakesNothingUpTwice() {
        failA2p();
        var recorded = change(
                job -> job.retry(job.plan(), List.of(executions.next(job, StepGroup.A2P, true)), "somebody", NOW));
        assertThat(stepFunctions.redriven()).isEmpty();

        assertThat(retry(null).getStatusCode()).isEqualTo(202);
        assertThat(retry(Json.write(RegistrationPlans.example())).getStatusCode())
                .isEqualTo(202);

        assertThat(job()).isEqualTo(recorded);
        assertThat(stepFunctions.redriven()).hasSize(1);
    }

    @Test
    void saysThatItIsNotKnownWhetherTheJobGoesOnWhenStepFunctionsIsSilent() {
        failA2p();
        var before = job();
        stepFunctions.fail(SdkClientException.create("Read timed out"));

        assertThat(retry(null).getStatusCode()).isEqualTo(503);

        assertThat(job()).isEqualTo(before);
    }

    @Test
    void runsThePartAgainWhereTheBusinessHasChanged() {
        change(job -> job.completeStep(StepName.VERIFY_TOLL_FREE_NUMBERS, "Verified", List.of(), NOW));
        failA2p();
        change(job -> job.finish(NOW).orElseThrow());

        var answer = retry(RegistrationPlans.without("/tollFreeVerification").replace("12-3456789", "98-7654321"));

        assertThat(answer.getStatusCode()).isEqualTo(202);
        assertThat(job().step(StepName.REGISTER_CUSTOMER_PROFILE).status()).isEqualTo(StepStatus.PENDING);
        assertThat(execution(StepGroup.A2P).name()).isEqualTo(id + "-a2p-r2");
        assertThat(stepFunctions.started())
                .extracting(StartExecutionRequest::name)
                .contains(id + "-a2p-r2");
    }

    @Test
    void changesNothingThatTheJobIsAtWorkFor() {
        failA2p();

        var refused = retry(Json.write(RegistrationPlans.example()).replace("12-3456789", "98-7654321"));

        assertThat(refused.getStatusCode()).isEqualTo(409);
        assertThat(body(refused).get("detail").textValue()).contains("verify-toll-free-numbers");
        assertThat(texts(body(refused).get("allowedActions"))).containsExactly("retry", "cancel");
        assertThat(kms.encrypted()).isEqualTo(2);
        assertThat(local.table()
                        .client()
                        .scan(scan -> scan.tableName(local.table().name()))
                        .items())
                .filteredOn(item -> item.get("SK").s().startsWith("BUSINESS#"))
                .hasSize(1);
    }

    @Test
    void hasNothingToTakeUpWhileEveryPartWaits() {
        var before = job();

        var refused = retry(RegistrationPlans.with("/displayName", "Owls"));

        assertThat(refused.getStatusCode()).isEqualTo(409);
        assertThat(texts(body(refused).get("allowedActions"))).containsExactly("cancel");
        assertThat(job()).isEqualTo(before);
    }

    /** The last execution of a job that is rolled back is one that the function has no permission to see. */
    @Test
    void asksStepFunctionsNothingAboutAJobThatIsRolledBack() {
        failA2p();
        change(job -> job.failStep(StepName.VERIFY_TOLL_FREE_NUMBERS, REFUSED, NOW));
        change(job -> job.finish(NOW).orElseThrow());
        var rollback = new Execution(id + "-rb1", MACHINES.replace("stateMachine", "execution") + "Rollback:" + id);
        change(job -> job.rollBack(Rollback.DEFAULT, rollback, "somebody", NOW));
        stepFunctions.fail(SdkClientException.create("No policy allows it"));

        assertThat(retry(null).getStatusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({
        "30885, not-resubmittable, resubmit, it was taken for fraud",
        "30899, consent-required, resubmit, one or more carriers rejected it",
        "30999, consent-required, resubmit, read https://www.twilio.com/docs/api/errors/30999",
        "30964, consent-required, acceptFees, costs 15.00 USD once and 1.50 USD or more each month"
    })
    void restartsNothingThatTwilioTakesNoResubmissionOf(int code, String problem, String consent, String words) {
        failA2p(StepName.REGISTER_CAMPAIGN, code);
        var before = job();

        var refused = retry(null);
        var other = retry(consent.equals("resubmit") ? "{\"acceptFees\": true}" : "{\"acceptFees\": false}");

        assertThat(refused.getStatusCode()).isEqualTo(409);
        assertThat(other.getStatusCode()).isEqualTo(409);
        assertThat(body(refused).get("code").textValue()).isEqualTo(problem);
        assertThat(body(refused).get("detail").textValue()).contains("register-campaign", " " + code);
        assertThat(body(refused).get("detail").textValue()
                        + body(refused).get("nextAction").textValue())
                .contains(words, "\"" + consent + "\": true");
        assertThat(job()).isEqualTo(before);
        assertThat(stepFunctions.redriven()).isEmpty();

        var agreed = "{\"" + consent + "\": true}";
        assertThat(retry(agreed).getStatusCode()).isEqualTo(202);
        assertThat(retry(agreed).getStatusCode()).isEqualTo(202);

        assertThat(job().consent()).isEqualTo(new Consent(consent.equals("acceptFees"), consent.equals("resubmit")));
        assertThat(job().plan()).isEqualTo(before.plan());
        assertThat(stepFunctions.redriven()).hasSize(1);
    }

    @Test
    void saysThatABrandCannotBeReplaced() {
        failA2p(StepName.REGISTER_BRAND, 30702);

        var refused = retry(null);

        assertThat(body(refused).get("code").textValue()).isEqualTo("consent-required");
        assertThat(body(refused).get("nextAction").textValue()).contains("Nobody can delete a brand", "closeAccount");
    }

    @ParameterizedTest
    @ValueSource(ints = {30896, 30795, 21727})
    void restartsWhatTwilioTakesACorrectionOf(int code) {
        failA2p(StepName.REGISTER_CAMPAIGN, code);

        assertThat(retry(null).getStatusCode()).isEqualTo(202);
        assertThat(job().consent()).isEqualTo(Consent.NONE);
    }

    /** The registration that is left out by the new plan keeps nothing from running. */
    @Test
    void restartsTheRestWithoutWhatWasRejectedForGood() {
        failA2p(StepName.REGISTER_CAMPAIGN, 30885);

        var answer = retry(RegistrationPlans.without("/a2p"));

        assertThat(answer.getStatusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"acceptFees", "resubmit"})
    void wantsConsentToBeTrueOrFalse(String consent) {
        failA2p(StepName.REGISTER_CAMPAIGN, 30964);

        var refused = retry("{\"" + consent + "\": \"yes\"}");

        assertThat(refused.getStatusCode()).isEqualTo(400);
        assertThat(body(refused).at("/errors/0/pointer").textValue()).isEqualTo("/" + consent);
    }

    @Test
    void tellsWhoTriggersAWaitingJobWhatToDo() {
        var refused = trigger("{}");

        assertThat(refused.getStatusCode()).isEqualTo(409);
        assertThat(body(refused).get("nextAction").textValue()).contains("cancel", "reviews continue");
    }

    private void failA2p() {
        failA2p(StepName.REGISTER_BRAND, REFUSED);
    }

    private void failA2p(StepName step, int code) {
        StepGroup.A2P.steps().stream()
                .filter(earlier -> earlier.compareTo(step) < 0)
                .filter(earlier -> !job().step(earlier).isDone())
                .forEach(this::completeStep);
        var upstream = new Upstream("twilio", code, "https://www.twilio.com/docs/api/errors/" + code);
        failA2p(step, new StepError("needs-human", "It was rejected.", "Act.", true, Optional.of(upstream)));
    }

    private void failA2p(StepName failed, StepError error) {
        change(job -> job.startStep(failed, NOW));
        change(job -> job.failStep(failed, error, NOW));
        for (var step : StepGroup.A2P.steps()) {
            if (!job().step(step).status().isFinal()) {
                change(job -> job.cancelStep(step, "Stopped", NOW));
            }
        }
        stepFunctions.close(execution(StepGroup.A2P).arn(), ExecutionStatus.FAILED, "Some.Error", null);
    }

    private void completeStep(StepName step) {
        if (job().step(step).status() != StepStatus.SKIPPED) {
            change(job -> job.startStep(step, NOW));
            change(job -> job.completeStep(step, "Done", List.of(), NOW));
        }
    }

    private Job change(Function<Job, Change> change) {
        return jobs.update(id, job -> Optional.of(change.apply(job)));
    }

    private Job job() {
        return jobs.find(id).orElseThrow();
    }

    private Execution execution(StepGroup group) {
        return job().execution(group).orElseThrow();
    }

    private APIGatewayV2HTTPResponse trigger(String plan) {
        return new TriggerHandler(
                        jobs,
                        businesses(),
                        executions,
                        () -> true,
                        Oversights.in(local.table()),
                        InstantSource.fixed(NOW))
                .handleRequest(post(Map.of("orgId", "acme"), plan), requests.context());
    }

    private APIGatewayV2HTTPResponse retry(String plan) {
        return new RetryHandler(jobs, businesses(), executions, Oversights.in(local.table()), InstantSource.fixed(NOW))
                .handleRequest(post(Map.of("jobId", id.value()), plan), requests.context());
    }

    private BusinessProfileStore businesses() {
        return new BusinessProfileStore(local.table(), kms.cipher());
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::textValue).toList();
    }
}
