package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.get;
import static dev.tenantry.api.ApiRequests.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import dev.tenantry.core.TemplateText;
import dev.tenantry.core.access.AuthorizerContext;
import dev.tenantry.core.access.Caller;
import dev.tenantry.core.access.LiveTickets;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.audit.AuditStore;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.execution.FakeStepFunctions;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.secret.BusinessProfileStore;
import dev.tenantry.core.secret.FakeKms;
import dev.tenantry.core.secret.OperatorSecret;
import dev.tenantry.core.secret.SecretKind;
import dev.tenantry.core.secret.TenantCipher;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.core.storage.Table;
import dev.tenantry.core.webhook.CallbackAddresses;
import dev.tenantry.twilio.Twilio;
import dev.tenantry.twilio.TwilioSettings;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The policies in {@code template.yaml} of the functions that change jobs, against what they call. */
class ApiPermissionsTest {
    private static final Pattern ACTION =
            Pattern.compile("(?:dynamodb|kms|secretsmanager|states):[A-Z][a-zA-Z]+\\b(?!:)");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Map<String, String> ACME = Map.of("orgId", "acme");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final Set<String> used = new ConcurrentSkipListSet<>();
    private final FakeStepFunctions stepFunctions = new FakeStepFunctions();
    private final ApiRequests requests = new ApiRequests();
    private Table table;
    private JobStore jobs;
    private Executions executions;
    private BusinessProfileStore businesses;

    @BeforeEach
    void watch() {
        table = local.table(new Watcher());
        jobs = new JobStore(table);
        executions = new Executions(
                watched(SfnClient.class, "states", stepFunctions),
                Map.of(
                        StepGroup.TENANT, "arn:aws:states:us-east-1:123456789012:stateMachine:Provisioning",
                        StepGroup.A2P, "arn:aws:states:us-east-1:123456789012:stateMachine:A2p",
                        StepGroup.TOLL_FREE, "arn:aws:states:us-east-1:123456789012:stateMachine:TollFree"));
        businesses = new BusinessProfileStore(
                table,
                new TenantCipher(
                        watched(KmsClient.class, "kms", new FakeKms()), "arn:aws:kms:us-east-1:123456789012:key/1"));
    }

    @Test
    void triggerMayStartAJobAndStartTheOneInTheWayOnceMore() throws IOException {
        var id = trigger(Json.write(RegistrationPlans.example()));
        // With a profile that is known already, and while the first job's start is not known to be done.
        trigger("{\"business\":null}");
        trigger(null);
        failAndRetry(id);
        trigger(null);

        assertThat(used).contains("states:DescribeExecution", "kms:Encrypt").isSubsetOf(allowed("TriggerFunction"));
    }

    @Test
    void retryMayTakeUpAJobWithACorrectedPlan() throws IOException {
        var id = new JobId(trigger(Json.write(RegistrationPlans.example())).value());
        fail(id);
        used.clear();

        retry(id, RegistrationPlans.with("/business/name", "Owl and Eagle Dentists LLC"));
        retry(id, null);

        assertThat(used).contains("states:RedriveExecution", "kms:Encrypt").isSubsetOf(allowed("RetryFunction"));
    }

    @Test
    void cancelMayStopAJob() throws IOException {
        var id = trigger(null);
        used.clear();

        new CancelHandler(jobs, executions, Oversights.limited(table), InstantSource.fixed(NOW))
                .handleRequest(post(Map.of("jobId", id.value()), null), requests.context());

        assertThat(used).contains("states:StopExecution").isSubsetOf(allowed("CancelFunction"));
    }

    @Test
    void rollbackMayPreviewAndStart() throws IOException {
        var id = trigger(null);
        fail(id);
        used.clear();
        var handler = new RollbackHandler(table, executions, Oversights.limited(table), InstantSource.fixed(NOW));

        handler.handleRequest(post(Map.of("jobId", id.value()), "{\"dryRun\":true}"), requests.context());
        handler.handleRequest(post(Map.of("jobId", id.value()), null), requests.context());
        handler.handleRequest(post(Map.of("jobId", id.value()), null), requests.context());

        assertThat(used).contains("states:StartExecution", "dynamodb:Query").isSubsetOf(allowed("RollbackFunction"));
    }

    @Test
    void rotationMayExchangeAnAddressAndRecordIt() throws IOException {
        new CallbackAddresses(local.table(), () -> URI.create("https://api.example.com")).of(new OrgId("acme"));
        var handler = new RotateWebhookAddressHandler(table, Oversights.limited(table), InstantSource.fixed(NOW));

        handler.handleRequest(post(ACME, null), requests.context());
        handler.handleRequest(post(ACME, null), requests.context());

        assertThat(used)
                .contains("dynamodb:UpdateItem", "dynamodb:PutItem")
                .isSubsetOf(allowed("RotateWebhookAddressFunction"));
    }

    @Test
    void credentialsMayBeReadAndTheirReadingRecorded() throws IOException {
        var orgId = new OrgId("acme");
        var ledger = new Ledger(local.table(), InstantSource.fixed(NOW));
        var kms = new FakeKms();
        var locked = kms.cipher().encrypt(orgId, SecretKind.API_KEY, "the secret");
        ledger.record(ResourceKind.ACCOUNT.key(orgId), "AC1", Optional.empty(), Optional.empty());
        ledger.record(ResourceKind.API_KEY.key(orgId), "SK1", Optional.empty(), Optional.of(locked));
        var cipher = new TenantCipher(watched(KmsClient.class, "kms", kms), "arn:aws:kms:us-east-1:123456789012:key/1");

        var answer = new GetCredentialsHandler(table, cipher, Oversights.limited(table), InstantSource.fixed(NOW))
                .handleRequest(get(ACME), requests.context());

        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(used)
                .contains("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "kms:Decrypt")
                .isSubsetOf(allowed("GetCredentialsFunction"));
    }

    @Test
    void anEstimateMayReadTheLedgerAndTheOperatorsSecret() throws IOException {
        try (var simulator = TwilioSimulator.builder()
                        .speed(Double.POSITIVE_INFINITY)
                        .start();
                var twilio = new Twilio(TwilioSettings.standard().withBaseUrl(simulator.baseUrl()))) {
            var secret = new OperatorSecret(
                    watched(SecretsManagerClient.class, "secretsmanager", secret(simulator)), () -> "tenantry/twilio");
            var request = post(Map.of(), null);
            request.setQueryStringParameters(ACME);

            var answer = new EstimateHandler(
                            new Ledger(table, InstantSource.fixed(NOW)),
                            secret,
                            twilio,
                            EstimateHandlerTest.simulated(),
                            Oversights.limited(table))
                    .handleRequest(request, requests.context());

            assertThat(answer.getStatusCode()).isEqualTo(200);
        }
        assertThat(used)
                .containsExactlyInAnyOrder("dynamodb:Query", "dynamodb:UpdateItem", "secretsmanager:GetSecretValue")
                .isSubsetOf(allowed("EstimateFunction"));
    }

    private static SecretsManagerClient secret(TwilioSimulator simulator) {
        var credentials =
                "{\"accountSid\":\"%s\",\"authToken\":\"%s\"}".formatted(simulator.accountSid(), simulator.authToken());
        return EstimateHandlerTest.secretsManager(() -> credentials);
    }

    /** A caller that may act for some organisations reads a job otherwise than one that may for all. */
    @Test
    void aJobMayBeReadByEveryKindOfCaller() throws IOException {
        var id = trigger(null);
        used.clear();
        for (var authorizer : List.of(iam(), bound())) {
            var request = get(Map.of("jobId", id.value()));
            request.getRequestContext().setAuthorizer(authorizer);

            assertThat(new GetJobHandler(jobs)
                            .handleRequest(request, requests.context())
                            .getStatusCode())
                    .isEqualTo(200);
        }
        assertThat(used)
                .containsExactlyInAnyOrder("dynamodb:GetItem", "dynamodb:Query")
                .isSubsetOf(allowed("GetJobFunction"))
                .isSubsetOf(allowed("ListEventsFunction"))
                .isSubsetOf(allowed("CancelFunction"))
                .isSubsetOf(allowed("RetryFunction"))
                .isSubsetOf(allowed("RollbackFunction"));
    }

    private static Authorizer iam() {
        return get(Map.of()).getRequestContext().getAuthorizer();
    }

    private static Authorizer bound() {
        var caller = new Caller(
                "me",
                Set.of(Scope.READ),
                Optional.of(Set.of(new OrgId("acme"))),
                Optional.of(Instant.now().plusSeconds(600)));
        return Authorizer.builder().withLambda(AuthorizerContext.write(caller)).build();
    }

    @Test
    void theAuditMayBeListed() throws IOException {
        var audit = new AuditStore(table);

        new ListOrgAuditHandler(audit).handleRequest(post(ACME, null), requests.context());
        new ListAuditHandler(audit).handleRequest(post(Map.of(), null), requests.context());

        assertThat(used)
                .containsExactly("dynamodb:Query")
                .isSubsetOf(allowed("ListOrgAuditFunction"))
                .isSubsetOf(allowed("ListAuditFunction"));
    }

    @Test
    void sendersMayBeReadFromJobsLedgerAndEvents() throws IOException {
        trigger(Json.write(RegistrationPlans.example()));
        used.clear();

        var answer = new ListSendersHandler(table).handleRequest(get(ACME), requests.context());

        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(used).contains("dynamodb:Query").isSubsetOf(allowed("ListSendersFunction"));
    }

    @Test
    void aLiveTicketMayBeStored() throws IOException {
        var liveUrl = Optional.of(URI.create("wss://live.example.com/live"));
        new CreateLiveTicketHandler(new LiveTickets(table, InstantSource.fixed(NOW)), () -> liveUrl)
                .handleRequest(post(Map.of(), null), requests.context());

        assertThat(used).isNotEmpty().isSubsetOf(allowed("CreateLiveTicketFunction"));
    }

    @Test
    void anOrganisationMayBeReadFromJobsLedgerAndEvents() throws IOException {
        trigger(Json.write(RegistrationPlans.example()));
        used.clear();

        var answer = new GetOrgHandler(table).handleRequest(get(ACME), requests.context());

        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(used)
                .containsExactlyInAnyOrder("dynamodb:BatchGetItem", "dynamodb:Query")
                .isSubsetOf(allowed("GetOrgFunction"));
    }

    @Test
    void organisationsMayBeListedFromTheIndexOfJobs() throws IOException {
        trigger("{}");
        used.clear();

        var answer = new ListOrgsHandler(table).handleRequest(get(Map.of()), requests.context());

        assertThat(body(answer).get("orgs")).hasSize(1);
        assertThat(used)
                .containsExactlyInAnyOrder("dynamodb:BatchGetItem", "dynamodb:Query")
                .isSubsetOf(allowed("ListOrgsFunction"));
    }

    private JobId trigger(String plan) {
        var answer = new TriggerHandler(
                        jobs, businesses, executions, () -> true, Oversights.limited(table), InstantSource.fixed(NOW))
                .handleRequest(post(ACME, plan), requests.context());
        return new JobId(Optional.ofNullable(body(answer).get("id"))
                .map(id -> id.textValue())
                .orElse("job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G"));
    }

    private void retry(JobId id, String plan) {
        var answer = new RetryHandler(jobs, businesses, executions, Oversights.limited(table), InstantSource.fixed(NOW))
                .handleRequest(post(Map.of("jobId", id.value()), plan), requests.context());
        assertThat(answer.getStatusCode()).isEqualTo(202);
    }

    private void failAndRetry(JobId id) {
        fail(id);
        retry(id, null);
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

    private static Set<String> allowed(String function) throws IOException {
        return ACTION.matcher(TemplateText.of(function))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toSet());
    }

    /** A client whose calls are noted as the actions that they need. */
    private <C> C watched(Class<C> client, String service, C calls) {
        return client.cast(
                Proxy.newProxyInstance(client.getClassLoader(), new Class<?>[] {client}, (_, method, arguments) -> {
                    used.add(service + ":"
                            + Character.toUpperCase(method.getName().charAt(0))
                            + method.getName().substring(1));
                    try {
                        return method.invoke(calls, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }

    private final class Watcher implements ExecutionInterceptor {
        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof TransactWriteItemsRequest transaction) {
                transaction.transactItems().forEach(item -> {
                    note(item.put() != null, "PutItem");
                    note(item.update() != null, "UpdateItem");
                    note(item.delete() != null, "DeleteItem");
                    note(item.conditionCheck() != null, "ConditionCheckItem");
                });
            } else {
                note(true, attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
            }
        }

        private void note(boolean called, String operation) {
            if (called) {
                used.add("dynamodb:" + operation);
            }
        }
    }
}
