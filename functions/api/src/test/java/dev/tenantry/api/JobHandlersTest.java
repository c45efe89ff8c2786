package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.get;
import static dev.tenantry.api.ApiRequests.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.execution.FakeStepFunctions;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.secret.BusinessProfileStore;
import dev.tenantry.core.secret.FakeKms;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

class JobHandlersTest {
    private static final String STATE_MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:Provisioning";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Map<String, String> ACME = Map.of("orgId", "acme");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final FakeStepFunctions stepFunctions = new FakeStepFunctions();
    private final ApiRequests requests = new ApiRequests();
    private JobStore jobs;
    private TriggerHandler trigger;

    @BeforeEach
    void handlers() {
        jobs = new JobStore(local.table());
        trigger = trigger(() -> true);
    }

    private TriggerHandler trigger(BooleanSupplier simulated) {
        return new TriggerHandler(
                jobs,
                new BusinessProfileStore(local.table(), new FakeKms().cipher()),
                new Executions(stepFunctions, STATE_MACHINE),
                simulated,
                Oversights.in(local.table()),
                InstantSource.fixed(NOW));
    }

    @Test
    void acceptsAJobAndStartsItsExecution() {
        var response = trigger.handleRequest(post(ACME, null), requests.context());

        var job = body(response);
        var id = job.get("id").textValue();
        assertThat(response.getStatusCode()).isEqualTo(202);
        assertThat(response.getHeaders())
                .containsEntry("Location", "/v1/provisioning-jobs/" + id)
                .containsEntry("Content-Type", "application/json")
                .containsEntry("ETag", "\"v1\"");
        assertThat(job.get("status").textValue()).isEqualTo("PENDING");
        assertThat(job.get("createdBy").textValue()).isEqualTo("arn:aws:iam::123456789012:user/operator");
        assertThat(job.get("createdAt").textValue()).isEqualTo("2026-11-22T10:00:00.123Z");
        assertThat(job.get("simulated").booleanValue()).isTrue();
        assertThat(stepFunctions.started()).singleElement().satisfies(start -> {
            assertThat(start.stateMachineArn()).isEqualTo(STATE_MACHINE);
            assertThat(start.name()).isEqualTo(id);
            assertThat(start.input()).isEqualTo("{\"jobId\":\"" + id + "\"}");
        });
        assertThat(job.at("/executions/0/arn").textValue())
                .isEqualTo("arn:aws:states:us-east-1:123456789012:execution:Provisioning:" + id);
    }

    @Test
    void makesNoJobWhileItCannotBeKnownWhetherTwilioIsSimulated() {
        BooleanSupplier unreachable = () -> {
            throw SdkClientException.create("There is no answer.");
        };

        var response = trigger(unreachable).handleRequest(post(ACME, null), requests.context());

        assertThat(response.getStatusCode()).isEqualTo(503);
        assertThat(response.getHeaders()).containsEntry("Retry-After", "1");
        assertThat(body(response).get("detail").textValue()).isEqualTo("The settings of the stack cannot be read.");
        assertThat(jobs.latest(new OrgId("acme"))).isEmpty();
        assertThat(stepFunctions.started()).isEmpty();
    }

    @Test
    void refusesASecondJobAndStartsTheFirstAgainWhileItIsPending() {
        var first = body(trigger.handleRequest(post(ACME, null), requests.context()))
                .get("id")
                .textValue();

        var second = trigger.handleRequest(post(ACME, null), requests.context());

        assertThat(second.getStatusCode()).isEqualTo(409);
        assertThat(second.getHeaders())
                .containsEntry("Content-Type", "application/problem+json")
                .containsEntry("Retry-After", "1");
        assertThat(body(second).get("code").textValue()).isEqualTo("already-provisioning");
        assertThat(body(second).get("existingJob").textValue()).isEqualTo("/v1/provisioning-jobs/" + first);
        assertThat(stepFunctions.started())
                .extracting(StartExecutionRequest::name)
                .containsExactly(first, first);
    }

    @Test
    void leavesARunningJobAlone() {
        var first = new JobId(body(trigger.handleRequest(post(ACME, null), requests.context()))
                .get("id")
                .textValue());
        jobs.update(first, job -> Optional.of(job.startStep(StepName.CREATE_SUBACCOUNT, NOW)));

        assertThat(trigger.handleRequest(post(ACME, null), requests.context()).getStatusCode())
                .isEqualTo(409);
        assertThat(stepFunctions.started()).hasSize(1);
    }

    @Test
    void saysThatTheOrganisationIsBeingRolledBack() {
        var first = cancelledJob();
        jobs.update(
                first,
                job -> Optional.of(job.rollBack(Rollback.DEFAULT, new Execution(first + "-rb1", "arn"), "me", NOW)));

        var second = trigger.handleRequest(post(ACME, null), requests.context());

        assertThat(second.getStatusCode()).isEqualTo(409);
        assertThat(body(second).get("title").textValue()).isEqualTo("The organisation is being rolled back");
        assertThat(body(second).get("detail").textValue()).contains(first.value(), "ROLLING_BACK");
    }

    @Test
    void acceptsANewJobAfterTheLastHasEnded() {
        cancelledJob();

        var second = trigger.handleRequest(post(ACME, null), requests.context());

        assertThat(second.getStatusCode()).isEqualTo(202);
        assertThat(jobs.latest(new OrgId("acme")).orElseThrow().id().value())
                .isEqualTo(body(second).get("id").textValue());
    }

    @Test
    void takesAnExecutionThatWasStartedBeforeForStarted() {
        stepFunctions.fail(ExecutionAlreadyExistsException.builder().build());

        assertThat(trigger.handleRequest(post(ACME, null), requests.context()).getStatusCode())
                .isEqualTo(202);
    }

    @Test
    void saysThatTheJobIsRecordedWhenStepFunctionsDoesNotAnswer() {
        stepFunctions.fail(SdkClientException.create("Read timed out"));

        var response = trigger.handleRequest(post(ACME, null), requests.context());

        assertThat(response.getStatusCode()).isEqualTo(503);
        assertThat(response.getHeaders()).containsEntry("Retry-After", "1");
        assertThat(body(response).get("retryable").booleanValue()).isTrue();
        assertThat(jobs.latest(new OrgId("acme"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-acme", "a b", "../../etc", "acme/x", "ümlaut", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddX"
            })
    void refusesWhatCannotBeAnOrganisation(String orgId) {
        var response = trigger.handleRequest(post(Map.of("orgId", orgId), null), requests.context());

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(stepFunctions.started()).isEmpty();
    }

    @Test
    void refusesABodyThatIsNotDeclaredAsJson() {
        var request = post(ACME, "{}");
        request.setHeaders(Map.of("content-type", "text/plain"));

        assertThat(trigger.handleRequest(request, requests.context()).getStatusCode())
                .isEqualTo(415);
    }

    @Test
    void refusesALargeBodyUnread() {
        assertThat(trigger.handleRequest(post(ACME, " ".repeat(64 * 1024 + 1)), requests.context())
                        .getStatusCode())
                .isEqualTo(413);
    }

    @Test
    void answersAJobAndItsVersion() {
        var id = triggered();
        var handler = new GetJobHandler(jobs);

        var response = handler.handleRequest(get(Map.of("jobId", id)), requests.context());

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders())
                .containsEntry("ETag", "\"v1\"")
                .containsEntry("Cache-Control", "private, no-cache");
        assertThat(body(response).get("id").textValue()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"v1\"", "W/\"v1\"", "\"v0\", \"v1\"", "*"})
    void answersNotModified(String known) {
        var request = get(Map.of("jobId", triggered()), Map.of(), Map.of("if-none-match", known));

        var response = new GetJobHandler(jobs).handleRequest(request, requests.context());

        assertThat(response.getStatusCode()).isEqualTo(304);
        assertThat(response.getBody()).isEmpty();
        assertThat(response.getHeaders()).containsEntry("ETag", "\"v1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"v2\"", "garbage", "v1"})
    void answersTheJobWhenTheCallerKnowsAnother(String known) {
        var request = get(Map.of("jobId", triggered()), Map.of(), Map.of("if-none-match", known));

        assertThat(new GetJobHandler(jobs)
                        .handleRequest(request, requests.context())
                        .getStatusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E"})
    void knowsNoOtherJobs(String id) {
        var request = get(Map.of("jobId", id));

        assertThat(new GetJobHandler(jobs)
                        .handleRequest(request, requests.context())
                        .getStatusCode())
                .isEqualTo(404);
        assertThat(new ListEventsHandler(jobs)
                        .handleRequest(request, requests.context())
                        .getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void answersTheLatestJobOfAnOrganisation() {
        var handler = new GetLatestJobHandler(jobs);
        assertThat(handler.handleRequest(get(ACME), requests.context()).getStatusCode())
                .isEqualTo(404);

        var id = triggered();

        assertThat(body(handler.handleRequest(get(ACME), requests.context()))
                        .get("id")
                        .textValue())
                .isEqualTo(id);
    }

    @Test
    void answersEventsInOrderAndByPage() {
        var id = triggered();
        jobs.update(new JobId(id), job -> Optional.of(job.startStep(StepName.CREATE_SUBACCOUNT, NOW)));
        jobs.update(
                new JobId(id),
                job -> Optional.of(job.completeStep(StepName.CREATE_SUBACCOUNT, "done", List.of(), NOW)));

        var page = body(events(id, Map.of("limit", "2")));
        assertThat(page.get("events").findValuesAsText("version")).containsExactly("1", "2");
        assertThat(page.get("nextAfter").longValue()).isEqualTo(2);

        var rest = body(events(id, Map.of("after", "2")));
        assertThat(rest.get("events").findValuesAsText("version")).containsExactly("3");
        assertThat(rest.at("/events/0/step/title").textValue()).isEqualTo("Create Twilio subaccount");
        assertThat(rest.at("/events/0/type").textValue()).isEqualTo("provisioning-update");

        var none = body(events(id, Map.of("after", "3")));
        assertThat(none.get("events")).isEmpty();
        assertThat(none.get("nextAfter").longValue()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "1.5", "", "99999999999999999999"})
    void refusesACursorThatIsNone(String after) {
        assertThat(events(triggered(), Map.of("after", after)).getStatusCode()).isEqualTo(400);
    }

    @Test
    void tellsNothingOfItsInsideWhenItBreaks() {
        var broken = new ApiHandler() {
            @Override
            protected Optional<Scope> scope() {
                return Optional.of(Scope.READ);
            }

            @Override
            protected Response answer(Request request) {
                throw new IllegalStateException("secret detail");
            }
        };

        var response = broken.handleRequest(get(ACME), requests.context());

        assertThat(response.getStatusCode()).isEqualTo(500);
        assertThat(response.getBody()).doesNotContain("secret").contains("request-1");
        assertThat(requests.logged()).singleElement().satisfies(line -> assertThat(line)
                .contains("request-1", "IllegalStateException")
                .doesNotContain("secret"));
    }

    private String triggered() {
        return body(trigger.handleRequest(post(ACME, null), requests.context()))
                .get("id")
                .textValue();
    }

    private APIGatewayV2HTTPResponse events(String id, Map<String, String> query) {
        return new ListEventsHandler(jobs).handleRequest(get(Map.of("jobId", id), query, Map.of()), requests.context());
    }

    private JobId cancelledJob() {
        var id = new JobId(body(trigger.handleRequest(post(ACME, null), requests.context()))
                .get("id")
                .textValue());
        for (var step : jobs.find(id).orElseThrow().openSteps()) {
            jobs.update(id, job -> Optional.of(job.cancelStep(step.name(), "Stopped", NOW)));
        }
        jobs.update(id, job -> Optional.of(job.end(JobStatus.CANCELLED, NOW)));
        return id;
    }
}
