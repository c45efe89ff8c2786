package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.core.access.AuthorizerContext;
import dev.tenantry.core.access.Caller;
import dev.tenantry.core.access.LiveTickets;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.audit.AuditStore;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.execution.FakeStepFunctions;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.notice.NoticeStore;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.secret.BusinessProfileStore;
import dev.tenantry.core.secret.FakeKms;
import dev.tenantry.core.storage.AnswerLog;
import dev.tenantry.core.storage.JobLists;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.steps.drift.DriftReport;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What each operation answers to each kind of caller. */
class AccessTest {
    private static final String STATE_MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:Provisioning";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final OrgId ACME = new OrgId("acme");
    private static final String UNKNOWN_JOB = "job_00000000000000000000000000";

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final ApiRequests requests = new ApiRequests();
    private final AnswerLog answers = new AnswerLog();
    private final Map<String, ApiHandler> operations = new LinkedHashMap<>();
    private String job;

    @BeforeEach
    void provision() {
        var table = local.table(answers);
        var clock = InstantSource.fixed(NOW);
        var jobs = new JobStore(table);
        var kms = new FakeKms();
        var executions = new Executions(new FakeStepFunctions(), STATE_MACHINE);
        var businesses = new BusinessProfileStore(table, kms.cipher());
        var trigger = new TriggerHandler(jobs, businesses, executions, () -> true, Oversights.in(table), clock);
        job = body(trigger.handleRequest(ApiRequests.post(Map.of("orgId", "acme"), null), requests.context()))
                .get("id")
                .textValue();
        operations.put("trigger", trigger);
        operations.put("latest", new GetLatestJobHandler(jobs));
        operations.put("jobs of an organisation", new ListOrgJobsHandler(new JobLists(table)));
        operations.put("credentials", new GetCredentialsHandler(table, kms.cipher(), Oversights.in(table), clock));
        operations.put("notices", new ListNoticesHandler(new NoticeStore(table)));
        operations.put("audit of an organisation", new ListOrgAuditHandler(new AuditStore(table)));
        operations.put("audit", new ListAuditHandler(new AuditStore(table)));
        operations.put("rotate", new RotateWebhookAddressHandler(table, Oversights.in(table), clock));
        operations.put("senders", new ListSendersHandler(table));
        operations.put("organisation", new GetOrgHandler(table));
        operations.put("organisations", new ListOrgsHandler(table));
        operations.put(
                "drift",
                new GetDriftHandler(
                        table, _ -> new DriftReport(List.of(), List.of(), List.of()), Oversights.in(table), clock));
        operations.put("jobs", new ListJobsHandler(new JobLists(table)));
        operations.put("job", new GetJobHandler(jobs));
        operations.put("events", new ListEventsHandler(jobs));
        operations.put("cancel", new CancelHandler(jobs, executions, Oversights.in(table), clock));
        operations.put("retry", new RetryHandler(jobs, businesses, executions, Oversights.in(table), clock));
        operations.put("rollback", new RollbackHandler(table, executions, Oversights.in(table), clock));
        var liveUrl = Optional.of(URI.create("wss://live.example.com/live"));
        operations.put("live ticket", new CreateLiveTicketHandler(new LiveTickets(table, clock), () -> liveUrl));
    }

    private static final Map<String, Scope> SCOPES = Map.ofEntries(
            Map.entry("trigger", Scope.WRITE),
            Map.entry("latest", Scope.READ),
            Map.entry("jobs of an organisation", Scope.READ),
            Map.entry("credentials", Scope.CREDENTIALS),
            Map.entry("notices", Scope.READ),
            Map.entry("audit of an organisation", Scope.READ),
            Map.entry("audit", Scope.ADMIN),
            Map.entry("senders", Scope.READ),
            Map.entry("organisation", Scope.READ),
            Map.entry("organisations", Scope.READ),
            Map.entry("drift", Scope.READ),
            Map.entry("rotate", Scope.ADMIN),
            Map.entry("jobs", Scope.READ),
            Map.entry("job", Scope.READ),
            Map.entry("events", Scope.READ),
            Map.entry("cancel", Scope.WRITE),
            Map.entry("retry", Scope.WRITE),
            Map.entry("rollback", Scope.ADMIN),
            Map.entry("live ticket", Scope.READ));

    private APIGatewayV2HTTPResponse call(String operation, String org, String jobId, Authorizer authorizer) {
        APIGatewayV2HTTPEvent event =
                ApiRequests.get(Map.of("orgId", org, "jobId", jobId), new HashMap<>(), new HashMap<>());
        event.getRequestContext().setAuthorizer(authorizer);
        return operations.get(operation).handleRequest(event, requests.context());
    }

    private static Authorizer token(Set<Scope> scopes, Optional<Set<OrgId>> organisations) {
        return token(new Caller(
                "me", scopes, organisations, Optional.of(Instant.now().plusSeconds(600))));
    }

    private static Authorizer token(Caller caller) {
        return Authorizer.builder().withLambda(AuthorizerContext.write(caller)).build();
    }

    @Test
    void everyOperationNeedsItsScopeAndNoOther() {
        var all = EnumSet.allOf(Scope.class);
        SCOPES.forEach((operation, scope) -> {
            var others = EnumSet.complementOf(EnumSet.of(scope));

            var refused = call(operation, "acme", job, token(others, Optional.empty()));
            var allowed = call(operation, "acme", job, token(Set.of(scope), Optional.empty()));

            assertThat(refused.getStatusCode()).as(operation).isEqualTo(403);
            assertThat(body(refused).get("code").textValue()).as(operation).isEqualTo("forbidden");
            assertThat(body(refused).get("nextAction").textValue())
                    .as(operation)
                    .contains(scope.word());
            assertThat(allowed.getStatusCode()).as(operation).isNotIn(401, 403);
        });
        assertThat(SCOPES.keySet()).isEqualTo(operations.keySet());
        assertThat(SCOPES.values()).containsAll(all);
    }

    @Test
    void whoCameWithoutAnAuthorizerMayDoNothing() {
        operations.keySet().forEach(operation -> {
            assertThat(call(operation, "acme", job, null).getStatusCode())
                    .as(operation)
                    .isEqualTo(403);
            assertThat(call(operation, "acme", job, Authorizer.builder().build())
                            .getStatusCode())
                    .as(operation)
                    .isEqualTo(403);
        });
    }

    @Test
    void whatAForeignOrganisationHasIsAnsweredAsWhatDoesNotExist() {
        var foreigner = token(EnumSet.allOf(Scope.class), Optional.of(Set.of(new OrgId("owl"))));
        operations.keySet().stream()
                .filter(operation ->
                        !Set.of("jobs", "organisations", "audit", "live ticket").contains(operation))
                .forEach(operation -> {
                    var foreign = call(operation, "acme", job, foreigner);
                    var unknown = call(operation, "nope", UNKNOWN_JOB, foreigner);

                    assertThat(foreign.getStatusCode()).as(operation).isEqualTo(404);
                    assertThat(foreign.getBody().replace(job, UNKNOWN_JOB).replace("acme", "nope"))
                            .as(operation)
                            .isEqualTo(unknown.getBody());
                    assertThat(foreign.getHeaders()).as(operation).isEqualTo(unknown.getHeaders());
                });
        assertThat(new JobStore(local.table())
                        .find(new JobId(job))
                        .orElseThrow()
                        .version())
                .isEqualTo(1);
    }

    /** So that the time of an answer does not tell the two apart either. */
    @Test
    void ofAForeignJobIsReadWhatIsReadOfOneThatDoesNotExist() {
        var foreigner = token(EnumSet.allOf(Scope.class), Optional.of(Set.of(new OrgId("owl"))));
        var owner = token(EnumSet.allOf(Scope.class), Optional.of(Set.of(ACME)));
        for (var operation : List.of("job", "events", "cancel", "retry", "rollback")) {
            answers.take();

            call(operation, "acme", job, foreigner);
            var foreign = answers.take();
            call(operation, "acme", UNKNOWN_JOB, foreigner);
            var unknown = answers.take();
            call(operation, "acme", job, owner);
            var own = answers.take();

            assertThat(foreign).as(operation).startsWith("Query: 0").isEqualTo(unknown);
            assertThat(own).as(operation).startsWith("Query: 1");
        }
    }

    @Test
    void whoActsForSomeOrganisationsIsNotToldOfAllJobs() {
        var bound = token(EnumSet.allOf(Scope.class), Optional.of(Set.of(ACME)));

        assertThat(call("jobs", "acme", job, bound).getStatusCode()).isEqualTo(403);
        assertThat(call("audit", "acme", job, bound).getStatusCode()).isEqualTo(403);
        assertThat(call("organisations", "acme", job, bound).getStatusCode()).isEqualTo(403);
        assertThat(call("job", "acme", job, bound).getStatusCode()).isEqualTo(200);
        assertThat(body(call("events", "acme", job, bound)).get("events")).isNotEmpty();
    }

    @Test
    void aTokenThatIsNotAcceptedIsAnsweredWithTheReason() {
        var refused = Authorizer.builder()
                .withLambda(AuthorizerContext.refusal("The token is an ID token; send the access token."))
                .build();
        var expired = token(new Caller("me", EnumSet.allOf(Scope.class), Optional.empty(), Optional.of(Instant.EPOCH)));
        operations.keySet().forEach(operation -> {
            var answer = call(operation, "acme", job, refused);

            assertThat(answer.getStatusCode()).as(operation).isEqualTo(401);
            assertThat(answer.getHeaders())
                    .as(operation)
                    .containsEntry(
                            "WWW-Authenticate",
                            "Bearer error=\"invalid_token\", error_description=\"The token is an ID token; send the access token.\"");
            assertThat(body(answer).get("code").textValue()).as(operation).isEqualTo("invalid-token");
            assertThat(call(operation, "acme", job, expired).getStatusCode())
                    .as(operation)
                    .isEqualTo(401);
        });
    }

    @Test
    void aRequestWithoutATokenIsAskedForOne() {
        var without = Authorizer.builder()
                .withLambda(AuthorizerContext.refusal(AuthorizerContext.NO_TOKEN))
                .build();
        operations.keySet().forEach(operation -> {
            var answer = call(operation, "acme", job, without);

            assertThat(answer.getStatusCode()).as(operation).isEqualTo(401);
            assertThat(answer.getHeaders()).as(operation).containsEntry("WWW-Authenticate", "Bearer");
            assertThat(body(answer).get("detail").textValue()).as(operation).isEqualTo(AuthorizerContext.NO_TOKEN);
            assertThat(body(answer).get("nextAction").textValue())
                    .as(operation)
                    .contains("Authorization: Bearer", "infra/provisioning token");
        });
    }

    @Test
    void eventsShowTheSubjectOfTheToken() {
        call("cancel", "acme", job, token(Set.of(Scope.WRITE), Optional.of(Set.of(ACME))));

        var events = body(call("events", "acme", job, token(Set.of(Scope.READ), Optional.empty())));

        assertThat(events.get("events"))
                .last()
                .satisfies(event -> assertThat(event.get("by").textValue()).isEqualTo("me"));
    }
}
