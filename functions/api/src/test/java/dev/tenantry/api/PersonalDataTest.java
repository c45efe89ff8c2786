package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.get;
import static dev.tenantry.api.ApiRequests.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tenantry.api.plan.PlanReader;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.execution.FakeStepFunctions;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.json.EventJson;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.plan.BusinessId;
import dev.tenantry.core.plan.BusinessProfile;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.secret.BusinessProfileStore;
import dev.tenantry.core.secret.FakeKms;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.core.storage.Table;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Where the data of businesses go that come with plans, and where they do not. */
class PersonalDataTest {
    private static final String STATE_MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:Provisioning";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final OrgId ACME = new OrgId("acme");
    private static final OrgId GLOBEX = new OrgId("globex");
    private static final String PLAN = Json.write(RegistrationPlans.example());
    private static final String OTHER_PLAN = RegistrationPlans.with("/business/representative/firstName", "Minerva");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final FakeStepFunctions stepFunctions = new FakeStepFunctions();
    private final FakeKms kms = new FakeKms();
    private final ApiRequests requests = new ApiRequests();

    @Test
    void keepsTheDataForTheStepsAndShowsOnlyTheirId() {
        var answer = body(trigger(ACME, PLAN, Optional.empty()));

        var id = new BusinessId(answer.at("/plan/business/id").textValue());
        assertThat(answer.at("/plan/business")).hasSize(1);
        assertThat(businesses().find(ACME, id)).isEqualTo(PlanReader.read(PLAN).business());
        assertThat(stored(answer.get("id").textValue()).plan().business()).contains(id);
    }

    /** The search is not blind: it finds what is not personal in the same places. */
    @Test
    void showsNothingPersonalAnywhere() {
        var first = trigger(ACME, PLAN, Optional.of("a-key"));
        var job = stored(body(first).get("id").textValue());
        var again = trigger(ACME, PLAN, Optional.of("a-key"));
        fail(job);
        var retried = retry(job.id(), OTHER_PLAN);
        var refused = trigger(ACME, RegistrationPlans.with("/business/registration/number", "123"), Optional.empty());
        var read = new GetJobHandler(jobs())
                .handleRequest(get(Map.of("jobId", job.id().value())), requests.context());
        var events = new ListEventsHandler(jobs())
                .handleRequest(get(Map.of("jobId", job.id().value())), requests.context());
        var frame = Json.write(EventJson.snapshot(stored(job.id().value())));
        var table = local.table()
                .client()
                .scan(scan -> scan.tableName(local.table().name()))
                .items()
                .toString();

        assertThat(refused.getStatusCode()).isEqualTo(400);
        assertThat(events.getBody()).contains("provisioning-update");
        assertThat(List.of(first.getBody(), again.getBody(), retried.getBody(), read.getBody(), frame, table))
                .allSatisfy(text -> assertThat(text)
                        .contains("Patients tick an optional box", "biz_")
                        .doesNotContain(RegistrationPlans.PERSONAL)
                        .doesNotContain("Minerva"));
        assertThat(List.of(
                        refused.getBody(), events.getBody(), requests.logged().toString()))
                .allSatisfy(text -> assertThat(text)
                        .doesNotContain(RegistrationPlans.PERSONAL)
                        .doesNotContain("Minerva"));
    }

    @Test
    void takesTheDataOfAnEarlierJobByTheirId() throws Exception {
        var job = stored(body(trigger(ACME, PLAN, Optional.empty())).get("id").textValue());
        var named = RegistrationPlans.with(
                "/business",
                Json.object().put("id", job.plan().business().orElseThrow().value()));
        fail(job);

        var next = body(trigger(ACME, named, Optional.empty()));

        assertThat(stored(next.get("id").textValue()).plan()).isEqualTo(job.plan());
        assertThat(kept(ACME)).isEqualTo(1);
    }

    @Test
    void knowsNoDataOfAnotherOrganisation() {
        var job = stored(body(trigger(ACME, PLAN, Optional.empty())).get("id").textValue());
        var named = RegistrationPlans.with(
                "/business",
                Json.object().put("id", job.plan().business().orElseThrow().value()));

        var refused = trigger(GLOBEX, named, Optional.empty());

        assertThat(refused.getStatusCode()).isEqualTo(400);
        assertThat(body(refused).at("/errors/0/pointer").textValue()).isEqualTo("/business/id");
        assertThat(jobs().latest(GLOBEX)).isEmpty();
    }

    @Test
    void answersTheSameDataUnderTheSameKeyWithTheSameJobAndKeepsThemOnce() {
        var first = trigger(ACME, PLAN, Optional.of("a-key"));

        var again = trigger(ACME, PLAN, Optional.of("a-key"));

        assertThat(again.getBody()).isEqualTo(first.getBody());
        assertThat(again.getHeaders()).containsEntry("Idempotency-Replayed", "true");
        assertThat(kms.encrypted()).isEqualTo(1);
        assertThat(trigger(ACME, OTHER_PLAN, Optional.of("a-key")).getStatusCode())
                .isEqualTo(422);
        assertThat(trigger(ACME, OTHER_PLAN, Optional.empty()).getStatusCode()).isEqualTo(409);
        assertThat(kept(ACME)).isEqualTo(1);
    }

    @Test
    void keepsTheDataOnceOfManyRequestsAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(
                            () -> trigger(ACME, PLAN, i % 2 == 0 ? Optional.of("a-key") : Optional.<String>empty())))
                    .toList();
            for (Future<APIGatewayV2HTTPResponse> call : calls) {
                assertThat(call.get().getStatusCode()).isIn(202, 409);
            }
        }

        var job = jobs().latest(ACME).orElseThrow();
        assertThat(kept(ACME)).isEqualTo(1);
        assertThat(businesses().find(ACME, job.plan().business().orElseThrow())).isPresent();
    }

    /** What the table did not answer it may have done: data that the job may name must stay. */
    @Test
    void keepsTheDataOfAStoredJobWhoseResponseWasLost() {
        var deaf = local.table(new ExecutionInterceptor() {
            @Override
            public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof TransactWriteItemsRequest) {
                    throw SdkClientException.create("Read timed out");
                }
            }
        });
        assertThat(trigger(deaf, ACME, PLAN, Optional.of("a-key")).getStatusCode())
                .isGreaterThanOrEqualTo(500);

        var again = trigger(ACME, PLAN, Optional.of("a-key"));

        assertThat(again.getStatusCode()).isEqualTo(202);
        var id = new BusinessId(body(again).at("/plan/business/id").textValue());
        assertThat(businesses().find(ACME, id)).isPresent();
    }

    @Test
    void beginsNothingWhenKmsDoesNotAnswer() {
        kms.fail(SdkClientException.create("Read timed out"));

        var refused = trigger(ACME, PLAN, Optional.of("a-key"));

        assertThat(refused.getStatusCode()).isEqualTo(503);
        assertThat(body(refused).get("retryable").booleanValue()).isTrue();
        assertThat(jobs().latest(ACME)).isEmpty();
        kms.fail(null);
        assertThat(trigger(ACME, PLAN, Optional.of("a-key")).getStatusCode()).isEqualTo(202);
    }

    @Test
    void takesEqualDataOfARetryForTheSame() {
        var job = stored(body(trigger(ACME, PLAN, Optional.empty())).get("id").textValue());
        fail(job);

        var retried = retry(job.id(), PLAN);

        assertThat(retried.getStatusCode()).isEqualTo(202);
        assertThat(stored(job.id().value()).plan()).isEqualTo(job.plan());
        assertThat(kms.encrypted()).isEqualTo(1);
    }

    @Test
    void keepsOtherDataOfARetryUnderAnotherIdAndOnceHoweverOftenItIsAskedFor() {
        var job = stored(body(trigger(ACME, PLAN, Optional.empty())).get("id").textValue());
        fail(job);
        stepFunctions.fail(SdkClientException.create("Read timed out"));
        assertThat(retry(job.id(), OTHER_PLAN).getStatusCode()).isEqualTo(503);
        assertThat(kept(ACME)).isEqualTo(1);
        stepFunctions.fail(null);

        assertThat(retry(job.id(), OTHER_PLAN).getStatusCode()).isEqualTo(202);
        assertThat(retry(job.id(), OTHER_PLAN).getStatusCode()).isEqualTo(202);

        assertThat(kept(ACME)).isEqualTo(2);
        var amended = stored(job.id().value()).plan().business().orElseThrow();
        assertThat(amended).isNotEqualTo(job.plan().business().orElseThrow());
        assertThat(businesses().find(ACME, amended).map(BusinessProfile::representative))
                .hasValueSatisfying(who -> assertThat(who.firstName()).isEqualTo("Minerva"));
    }

    @Test
    void leavesNothingOfARetryThatIsRefused() {
        var job = stored(body(trigger(ACME, PLAN, Optional.empty())).get("id").textValue());
        jobs().update(job.id(), seen -> Optional.of(seen.cancel("somebody", NOW)));
        assertThat(retry(job.id(), OTHER_PLAN).getStatusCode()).isEqualTo(409);
        assertThat(kept(ACME)).isEqualTo(1);

        end(job);
        trigger(ACME, PLAN, Optional.empty());
        var before = kept(ACME);
        assertThat(body(retry(job.id(), OTHER_PLAN)).get("code").textValue()).isEqualTo("overtaken");
        assertThat(kept(ACME)).isEqualTo(before);
    }

    private void fail(Job job) {
        jobs().update(job.id(), seen -> Optional.of(seen.cancel("somebody", NOW)));
        end(job);
    }

    private void end(Job job) {
        for (var step : stored(job.id().value()).openSteps()) {
            jobs().update(job.id(), seen -> Optional.of(seen.cancelStep(step.name(), "Stopped", NOW)));
        }
        jobs().update(job.id(), seen -> Optional.of(seen.end(JobStatus.CANCELLED, NOW)));
    }

    private Job stored(String id) {
        return jobs().find(new JobId(id)).orElseThrow();
    }

    private int kept(OrgId orgId) {
        return Math.toIntExact(
                local.table().client().scan(scan -> scan.tableName(local.table().name())).items().stream()
                        .filter(item -> item.get("PK").s().equals("ORG#" + orgId))
                        .filter(item -> item.get("SK").s().startsWith("BUSINESS#"))
                        .count());
    }

    private APIGatewayV2HTTPResponse trigger(OrgId orgId, String plan, Optional<String> key) {
        return trigger(local.table(), orgId, plan, key);
    }

    private APIGatewayV2HTTPResponse trigger(Table table, OrgId orgId, String plan, Optional<String> key) {
        var executions = new Executions(stepFunctions, STATE_MACHINE);
        return new TriggerHandler(
                        new JobStore(table),
                        new BusinessProfileStore(table, kms.cipher()),
                        executions,
                        () -> true,
                        Oversights.in(local.table()),
                        InstantSource.fixed(NOW))
                .handleRequest(request(orgId, plan, key), requests.context());
    }

    private APIGatewayV2HTTPResponse retry(JobId id, String plan) {
        return new RetryHandler(
                        jobs(),
                        businesses(),
                        new Executions(stepFunctions, STATE_MACHINE),
                        Oversights.in(local.table()),
                        InstantSource.fixed(NOW))
                .handleRequest(post(Map.of("jobId", id.value()), plan), requests.context());
    }

    private static APIGatewayV2HTTPEvent request(OrgId orgId, String plan, Optional<String> key) {
        var request = post(Map.of("orgId", orgId.value()), plan);
        var headers = new HashMap<>(request.getHeaders());
        key.ifPresent(text -> headers.put("idempotency-key", text));
        request.setHeaders(headers);
        return request;
    }

    private JobStore jobs() {
        return new JobStore(local.table());
    }

    private BusinessProfileStore businesses() {
        return new BusinessProfileStore(local.table(), kms.cipher());
    }
}
