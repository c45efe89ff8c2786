package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Oversight;
import dev.tenantry.core.access.AuthorizerContext;
import dev.tenantry.core.access.Caller;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.audit.AuditJson;
import dev.tenantry.core.audit.AuditRecord;
import dev.tenantry.core.audit.AuditRecord.CallerKind;
import dev.tenantry.core.audit.AuditRecord.Operation;
import dev.tenantry.core.audit.AuditStore;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.execution.FakeStepFunctions;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.secret.BusinessProfileStore;
import dev.tenantry.core.secret.FakeKms;
import dev.tenantry.core.settings.Settings.Limits;
import dev.tenantry.core.storage.CapacityMeter;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.core.storage.Table;
import dev.tenantry.core.webhook.CallbackAddresses;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** What is recorded of requests that change something or read credentials. */
class AuditTest {
    private static final String STATE_MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:Provisioning";
    private static final Instant NOW = Instant.parse("2026-12-01T09:30:00.123Z");
    private static final OrgId ACME = new OrgId("acme");
    private static final Map<String, String> ACMES = Map.of("orgId", "acme");
    private static final String OPERATOR = "arn:aws:iam::123456789012:user/operator";

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final ApiRequests requests = new ApiRequests();
    private final FakeStepFunctions stepFunctions = new FakeStepFunctions();

    @Test
    void aChangeIsRecordedWithWhoAskedForIt() {
        var job = idOf(call(trigger(local.table()), post(ACMES, null)));

        assertThat(ofAcme()).singleElement().satisfies(written -> {
            assertThat(written.at()).isEqualTo(NOW);
            assertThat(written.by()).isEqualTo(OPERATOR);
            assertThat(written.callerKind()).isEqualTo(CallerKind.IAM);
            assertThat(written.operation()).isEqualTo(Operation.TRIGGER);
            assertThat(written.jobId()).contains(job);
            assertThat(written.requestId()).isEqualTo("request-1");
            assertThat(written.httpStatus()).isEqualTo(202);
            assertThat(written.code()).isEmpty();
            assertThat(written.changed()).isTrue();
        });
    }

    @Test
    void theRecordIsWrittenInTheTransactionOfTheChange() {
        var writes = new Writes();

        var job = idOf(call(trigger(local.table(writes)), post(ACMES, null)));
        call(cancel(local.table(writes)), post(Map.of("jobId", job.value()), null));

        assertThat(writes.puts).isZero();
        assertThat(ofAcme()).map(AuditRecord::operation).containsExactlyInAnyOrder(Operation.CANCEL, Operation.TRIGGER);
        assertThat(ofAcme()).allMatch(AuditRecord::changed);
    }

    @Test
    void theRecordOfAStartCostsFourWriteUnitsAndNoRequest() {
        var audited = new CapacityMeter();
        var bare = new CapacityMeter();
        var id = JobId.next();

        call(trigger(local.table(audited)), post(ACMES, null));
        new JobStore(local.table(bare))
                .create(Job.create(
                        id, new OrgId("owl"), Plan.DEFAULT, executions().first(id), true, OPERATOR, NOW));

        assertThat(audited.requests()).isEqualTo(bare.requests());
        assertThat(audited.writes() - bare.writes()).isEqualTo(4);
    }

    @Test
    void whatIsRefusedOrRepeatedIsRecordedAsNoChange() {
        var job = idOf(call(trigger(local.table()), post(ACMES, null)));
        var path = Map.of("jobId", job.value());

        call(trigger(local.table()), post(ACMES, null));
        call(cancel(local.table()), post(path, null));
        call(cancel(local.table()), post(path, null));
        call(retry(), post(path, null));
        call(trigger(local.table()), post(ACMES, "no JSON"));

        assertThat(ofAcme())
                .map(written -> written.operation().word() + " " + written.httpStatus() + " "
                        + written.code().orElse("") + " " + written.changed() + " "
                        + written.jobId().filter(job::equals).isPresent())
                .containsExactlyInAnyOrder(
                        "trigger 202  true true",
                        "trigger 409 already-provisioning false true",
                        "retry 409 invalid-state false true",
                        "cancel 202  true true",
                        "cancel 202  false true",
                        "trigger 400 malformed-json false false");
    }

    @Test
    void aCallerWithoutTheScopeIsRecordedAndOneWithoutATokenIsNot() {
        call(trigger(local.table()), post(ACMES, null), token(Set.of(Scope.READ), ACME));
        call(
                trigger(local.table()),
                post(ACMES, null),
                Authorizer.builder()
                        .withLambda(AuthorizerContext.refusal("The token is forged."))
                        .build());

        assertThat(all()).singleElement().satisfies(written -> {
            assertThat(written.orgId()).contains(ACME);
            assertThat(written.by()).isEqualTo("me");
            assertThat(written.callerKind()).isEqualTo(CallerKind.TOKEN);
            assertThat(written.httpStatus()).isEqualTo(403);
            assertThat(written.code()).contains("forbidden");
        });
    }

    @Test
    void anOrganisationDoesNotLearnWhoElseTriedToActForIt() {
        var job = idOf(call(trigger(local.table()), post(ACMES, null)));
        var foreigner = token(EnumSet.allOf(Scope.class), new OrgId("owl"));

        call(trigger(local.table()), post(ACMES, null), foreigner);
        call(cancel(local.table()), post(Map.of("jobId", job.value()), null), foreigner);

        assertThat(ofAcme()).hasSize(1);
        assertThat(all())
                .filteredOn(written -> written.orgId().isEmpty())
                .allSatisfy(written -> assertThat(written.httpStatus()).isEqualTo(404))
                .map(AuditRecord::operation)
                .containsExactlyInAnyOrder(Operation.TRIGGER, Operation.CANCEL);
    }

    @Test
    void aRotationIsRecordedWithItAndItsRepetitionAfterIt() {
        new CallbackAddresses(local.table(), () -> URI.create("https://api.example.com")).of(ACME);
        var rotate = new RotateWebhookAddressHandler(local.table(), oversight(local.table()), clock());

        call(rotate, post(ACMES, null));
        call(rotate, post(ACMES, null));

        assertThat(ofAcme()).map(AuditRecord::httpStatus).containsExactly(200, 200);
        assertThat(ofAcme()).map(AuditRecord::changed).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void aStartThatFailsIsRecordedAsTheChangeThatItIs() {
        stepFunctions.fail(SdkClientException.create("Step Functions does not answer"));

        assertThat(call(trigger(local.table()), post(ACMES, null)).getStatusCode())
                .isEqualTo(503);

        assertThat(ofAcme()).singleElement().satisfies(written -> {
            assertThat(written.httpStatus()).isEqualTo(503);
            assertThat(written.code()).contains("upstream-unavailable");
            assertThat(written.changed()).isTrue();
            assertThat(written.jobId()).isPresent();
        });
    }

    @Test
    void aChangeWhoseAnswerIsLostIsRecordedAsTheChangeThatItIs() {
        var handler = trigger(local.table(new LostAnswers()));

        assertThat(call(handler, post(ACMES, null)).getStatusCode()).isEqualTo(500);

        assertThat(ofAcme()).singleElement().satisfies(written -> {
            assertThat(written.httpStatus()).isEqualTo(500);
            assertThat(written.changed()).isTrue();
            assertThat(written.jobId()).isPresent();
        });
    }

    @Test
    void nothingSucceedsWithoutItsRecord() {
        var job = idOf(call(trigger(local.table()), post(ACMES, null)));
        var path = Map.of("jobId", job.value());
        call(cancel(local.table()), post(path, null));

        var answer = call(cancel(local.table(new NoPuts())), post(path, null));

        assertThat(answer.getStatusCode()).isEqualTo(503);
        assertThat(body(answer).get("detail").textValue()).contains("audit");
        assertThat(ofAcme()).hasSize(2);
    }

    @Test
    void whileTheRetentionCannotBeReadTheUsualOneHolds() {
        var oversight = new Oversight(
                local.table(),
                () -> {
                    throw SdkClientException.create("Systems Manager does not answer");
                },
                clock());

        call(trigger(local.table(), oversight), post(ACMES, null));

        assertThat(ofAcme()).hasSize(1);
    }

    @Test
    void theListsShowTheRecordsWithCursorsOfTheirOwn() {
        call(trigger(local.table()), post(ACMES, null));
        call(trigger(local.table()), post(ACMES, null));
        var ofOrg = new ListOrgAuditHandler(new AuditStore(local.table()));
        var ofAll = new ListAuditHandler(new AuditStore(local.table()));

        var first = body(call(ofOrg, page(ACMES, Map.of("limit", "1"))));
        var second = body(call(
                ofOrg,
                page(ACMES, Map.of("limit", "1", "cursor", first.get("next").textValue()))));
        var all = body(call(ofAll, page(Map.of(), Map.of())));
        var wrong =
                call(ofAll, page(Map.of(), Map.of("cursor", first.get("next").textValue())));

        assertThat(first.get("records")).hasSize(1);
        assertThat(second.get("records")).hasSize(1);
        assertThat(second.has("next")).isFalse();
        assertThat(all.get("records")).hasSize(2);
        assertThat(wrong.getStatusCode()).isEqualTo(400);
    }

    @Test
    void aRecordHasNothingOfTheBody() {
        call(trigger(local.table()), post(ACMES, Json.write(RegistrationPlans.example())));

        assertThat(ofAcme()).singleElement().satisfies(written -> assertThat(
                        AuditJson.write(written).fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "at",
                        "by",
                        "callerKind",
                        "operation",
                        "orgId",
                        "jobId",
                        "requestId",
                        "httpStatus",
                        "changed"));
    }

    private TriggerHandler trigger(Table table) {
        return trigger(table, oversight(table));
    }

    private TriggerHandler trigger(Table table, Oversight oversight) {
        var businesses = new BusinessProfileStore(table, new FakeKms().cipher());
        return new TriggerHandler(new JobStore(table), businesses, executions(), () -> true, oversight, clock());
    }

    private CancelHandler cancel(Table table) {
        return new CancelHandler(new JobStore(table), executions(), oversight(table), clock());
    }

    private RetryHandler retry() {
        var table = local.table();
        var businesses = new BusinessProfileStore(table, new FakeKms().cipher());
        return new RetryHandler(new JobStore(table), businesses, executions(), oversight(table), clock());
    }

    private Executions executions() {
        return new Executions(stepFunctions, STATE_MACHINE);
    }

    private static Oversight oversight(Table table) {
        return new Oversight(table, () -> Limits.NONE, clock());
    }

    private static InstantSource clock() {
        return InstantSource.fixed(NOW);
    }

    private APIGatewayV2HTTPResponse call(ApiHandler handler, APIGatewayV2HTTPEvent event) {
        return handler.handleRequest(event, requests.context());
    }

    private APIGatewayV2HTTPResponse call(ApiHandler handler, APIGatewayV2HTTPEvent event, Authorizer authorizer) {
        event.getRequestContext().setAuthorizer(authorizer);
        return call(handler, event);
    }

    private static APIGatewayV2HTTPEvent page(Map<String, String> path, Map<String, String> query) {
        var event = ApiRequests.get(path, query, Map.of());
        ApiRequests.route(event, "GET", path.isEmpty() ? "/v1/audit" : "/v1/orgs/acme/audit");
        return event;
    }

    private static Authorizer token(Set<Scope> scopes, OrgId orgId) {
        var caller = new Caller(
                "me",
                scopes,
                Optional.of(Set.of(orgId)),
                Optional.of(Instant.now().plusSeconds(600)));
        return Authorizer.builder().withLambda(AuthorizerContext.write(caller)).build();
    }

    private static JobId idOf(APIGatewayV2HTTPResponse accepted) {
        return new JobId(body(accepted).get("id").textValue());
    }

    private List<AuditRecord> ofAcme() {
        return new AuditStore(local.table()).ofOrg(ACME, Optional.empty(), 50).items();
    }

    private List<AuditRecord> all() {
        return new AuditStore(local.table()).all(Optional.empty(), 50).items();
    }

    /** Counts writes that are no part of a transaction. */
    private static final class Writes implements ExecutionInterceptor {
        private int puts;

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof PutItemRequest) {
                puts++;
            }
        }
    }

    /** A table that takes no item alone. */
    private static final class NoPuts implements ExecutionInterceptor {
        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof PutItemRequest) {
                throw SdkClientException.create("DynamoDB does not answer");
            }
        }
    }

    /** A table that does each transaction, and whose answer is lost. */
    private static final class LostAnswers implements ExecutionInterceptor {
        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof TransactWriteItemsRequest) {
                throw SdkClientException.create("DynamoDB does not answer");
            }
        }
    }
}
