package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tenantry.api.http.Oversight;
import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.execution.FakeStepFunctions;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.secret.BusinessProfileStore;
import dev.tenantry.core.secret.FakeKms;
import dev.tenantry.core.settings.Settings.Limits;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Jobs that are started and retried where the operator has capped the numbers that they may buy. */
class CapsTest {
    private static final String STATE_MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:Provisioning";
    private static final Instant NOW = Instant.parse("2026-12-01T09:30:00Z");
    private static final OrgId ACME = new OrgId("acme");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final ApiRequests requests = new ApiRequests();
    private final FakeStepFunctions stepFunctions = new FakeStepFunctions();
    private Limits limits = Limits.NONE;
    private JobStore jobs;

    @BeforeEach
    void jobs() {
        jobs = new JobStore(local.table());
    }

    @Test
    void aJobThatWouldBuyMoreThanAJobMayIsRefused() {
        cap(Optional.of(4), Optional.empty());

        var refused = trigger(5);

        assertThat(refused.getStatusCode()).isEqualTo(422);
        assertThat(body(refused).get("code").textValue()).isEqualTo("numbers-per-job-exceeded");
        assertThat(body(refused).get("detail").textValue())
                .isEqualTo("The job would buy 5 numbers, and one job may buy 4.");
        assertThat(body(refused).get("nextAction").textValue()).contains("operator", "MaxNumbersPerJob");
        assertThat(jobs.latest(ACME)).isEmpty();
        assertThat(trigger(4).getStatusCode()).isEqualTo(202);
    }

    @Test
    void aJobThatWouldBuyMoreThanIsLeftOfTheDayIsRefusedUntilTomorrow() {
        cap(Optional.empty(), Optional.of(5));
        complete(idOf(trigger(3)), 3);

        var refused = trigger(6);

        assertThat(refused.getStatusCode()).isEqualTo(429);
        assertThat(body(refused).get("code").textValue()).isEqualTo("numbers-per-day-exceeded");
        assertThat(body(refused).get("detail").textValue())
                .isEqualTo("The job would buy 3 numbers. The organisation may buy 5 a day, and 3 of today's are bought"
                        + " or reserved.");
        assertThat(body(refused).get("retryable").booleanValue()).isTrue();
        assertThat(Long.parseLong(refused.getHeaders().get("Retry-After"))).isBetween(1L, 86_400L);
        assertThat(trigger(5).getStatusCode()).isEqualTo(202);
    }

    @Test
    void aRequestThatIsRepeatedReservesNothingTwice() {
        cap(Optional.empty(), Optional.of(5));
        var first = trigger(4, "key-1");

        assertThat(trigger(4, "key-1").getBody()).isEqualTo(first.getBody());
        assertThat(trigger(4).getStatusCode()).isEqualTo(409);
        complete(idOf(first), 4);
        assertThat(trigger(5).getStatusCode()).isEqualTo(202);
    }

    @Test
    void aRetryReservesWhatAnAmendedPlanAsksForInAddition() {
        cap(Optional.of(5), Optional.of(5));
        var id = idOf(trigger(4));
        fail(id);

        assertThat(retry(id, 6).getStatusCode()).isEqualTo(422);
        assertThat(retry(id, 5).getStatusCode()).isEqualTo(202);
        fail(id);
        cap(Optional.empty(), Optional.of(5));
        assertThat(retry(id, 6).getStatusCode()).isEqualTo(429);
        assertThat(jobs.find(id).orElseThrow().plan().numberCount()).isEqualTo(5);
    }

    @Test
    void ofStartsAtOnceNoneExceedsTheCap() throws Exception {
        cap(Optional.empty(), Optional.of(3));
        var starts = IntStream.range(0, 12)
                .<Callable<Integer>>mapToObj(_ -> () -> trigger(2).getStatusCode())
                .toList();
        try (var threads = Executors.newFixedThreadPool(6)) {
            var statuses = threads.invokeAll(starts).stream()
                    .map(done -> done.resultNow())
                    .toList();

            assertThat(statuses).containsOnlyOnce(202).containsOnly(202, 409);
        }
        complete(jobs.latest(ACME).orElseThrow().id(), 2);
        assertThat(trigger(4).getStatusCode()).isEqualTo(429);
    }

    private void cap(Optional<Integer> perJob, Optional<Integer> perDay) {
        limits = new Limits(Duration.ofDays(400), Optional.empty(), Optional.empty(), perJob, perDay);
    }

    private APIGatewayV2HTTPResponse trigger(int numbers) {
        return trigger(numbers, "");
    }

    private APIGatewayV2HTTPResponse trigger(int numbers, String key) {
        var request = post(Map.of("orgId", "acme"), plan(numbers));
        if (!key.isEmpty()) {
            request.setHeaders(Map.of("content-type", "application/json", "idempotency-key", key));
        }
        return new TriggerHandler(jobs, businesses(), executions(), () -> true, oversight(), clock())
                .handleRequest(request, requests.context());
    }

    private APIGatewayV2HTTPResponse retry(JobId id, int numbers) {
        return new RetryHandler(jobs, businesses(), executions(), oversight(), clock())
                .handleRequest(post(Map.of("jobId", id.value()), plan(numbers)), requests.context());
    }

    private static String plan(int numbers) {
        return "{\"numbers\":[{\"country\":\"US\",\"type\":\"local\",\"count\":" + numbers + "}]}";
    }

    private static JobId idOf(APIGatewayV2HTTPResponse accepted) {
        return new JobId(body(accepted).get("id").textValue());
    }

    /** Ends the job as if it had bought so many numbers. */
    private void complete(JobId id, int numbers) {
        var ledger = new Ledger(local.table(), clock());
        IntStream.rangeClosed(1, numbers)
                .forEach(ordinal -> ledger.record(
                        ResourceKey.number(ACME, NumberGroup.of("US", NumberType.LOCAL, numbers), ordinal),
                        "PN" + ordinal,
                        Optional.empty(),
                        Optional.empty()));
        fail(id);
    }

    private void fail(JobId id) {
        var failure = StepError.of(new PermanentFailureException(FailureDetails.of("It is broken.", "Repair it.")));
        jobs.update(id, job -> Optional.of(job.startStep(StepName.CREATE_SUBACCOUNT, NOW)));
        jobs.update(id, job -> Optional.of(job.failStep(StepName.CREATE_SUBACCOUNT, failure, NOW)));
        jobs.find(id)
                .orElseThrow()
                .openSteps()
                .forEach(step -> jobs.update(id, job -> Optional.of(job.cancelStep(step.name(), "Stopped", NOW))));
        jobs.update(id, job -> Optional.of(job.end(JobStatus.FAILED, NOW)));
        stepFunctions.close(
                jobs.find(id).orElseThrow().lastExecution().arn(), ExecutionStatus.FAILED, "States.TaskFailed", "");
    }

    private BusinessProfileStore businesses() {
        return new BusinessProfileStore(local.table(), new FakeKms().cipher());
    }

    private Executions executions() {
        return new Executions(stepFunctions, STATE_MACHINE);
    }

    private Oversight oversight() {
        return new Oversight(local.table(), () -> limits, clock());
    }

    private static InstantSource clock() {
        return InstantSource.fixed(NOW);
    }
}
