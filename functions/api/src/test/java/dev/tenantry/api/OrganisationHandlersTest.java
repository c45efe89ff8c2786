package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.api.plan.PlanReader;
import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.AwaitedReview;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.RegistrationJobs;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;

class OrganisationHandlersTest {
    private static final OrgId ACME = new OrgId("acme");
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00.000Z");
    private static final NumberGroup LOCAL = NumberGroup.of("US", NumberType.LOCAL, 1);
    private static final String ACCOUNT_SID = "AC0123456789abcdef0123456789abcdef";

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final ApiRequests requests = new ApiRequests();
    private JobStore jobs;
    private Ledger ledger;

    @BeforeEach
    void stores() {
        jobs = new JobStore(local.table());
        ledger = new Ledger(local.table(), InstantSource.fixed(NOW));
    }

    @Test
    void anOrganisationWithoutAJobIsNotThere() {
        var answer = organisation();

        assertThat(answer.getStatusCode()).isEqualTo(404);
        assertThat(body(answer).get("code").textValue()).isEqualTo("not-found");
    }

    @Test
    void anOrganisationIsShownWithNumbersInE164AndTheSidsOfItsResources() {
        trigger("acme", "{\"displayName\":\"Acme Ltd\"}");
        ledger.record(ResourceKind.ACCOUNT.key(ACME), ACCOUNT_SID, Optional.empty(), Optional.empty());
        ledger.record(ResourceKey.number(ACME, LOCAL, 1), "PN1", Optional.of("+14155550100"), Optional.empty());

        var answer = body(organisation());

        assertThat(answer.get("orgId").textValue()).isEqualTo("acme");
        assertThat(answer.get("displayName").textValue()).isEqualTo("Acme Ltd");
        assertThat(answer.get("state").textValue()).isEqualTo("provisioning");
        assertThat(answer.get("subaccountSid").textValue()).isEqualTo(ACCOUNT_SID);
        assertThat(answer.get("phoneNumbers")).hasSize(1);
        assertThat(answer.at("/phoneNumbers/0").toString())
                .isEqualTo("{\"phoneNumber\":\"+14155550100\",\"sid\":\"PN1\",\"key\":\"phone-number-US-local-1\","
                        + "\"country\":\"US\",\"numberType\":\"local\"}");
        assertThat(answer.at("/resources/1/recordedAt").textValue()).isEqualTo("2026-12-01T10:00:00.000Z");
        assertThat(answer.at("/lastJob/status").textValue()).isEqualTo("PENDING");
    }

    @Test
    void secretsOfResourcesAreNotShown() {
        trigger("acme", "{}");
        var secret = SdkBytes.fromUtf8String("the secret of the key");
        ledger.record(ResourceKind.API_KEY.key(ACME), "SK1", Optional.empty(), Optional.of(secret));

        var answer = organisation().getBody();

        assertThat(answer).contains("SK1").doesNotContain("secret");
    }

    @Test
    void aResourceMayBeThereWhileItsCreationHasNoAnswerAndIsGoneWhenItWasForgotten() {
        trigger("acme", "{}");
        ledger.claim(ResourceKind.TRUNK.key(ACME), Duration.ofMinutes(1));
        ledger.record(ResourceKind.API_KEY.key(ACME), "SK1", Optional.empty(), Optional.empty());
        ledger.forget(ResourceKind.API_KEY.key(ACME), "SK1");

        var resources = body(organisation()).get("resources");

        assertThat(resources).hasSize(1);
        assertThat(resources.get(0).toString())
                .isEqualTo("{\"type\":\"trunk\",\"key\":\"trunk\",\"status\":\"outcome-unknown\"}");
    }

    @Test
    void registrationsAreShownWithWhoseTurnItIs() {
        var id = create(
                "acme",
                Plan.DEFAULT
                        .withNumbers(LOCAL)
                        .withRegistrations(
                                RegistrationJobs.BOTH.business(), Optional.of(RegistrationJobs.A2P), Optional.empty()));
        change(id, job -> job.startStep(StepName.REGISTER_CUSTOMER_PROFILE, NOW));
        change(id, job -> job.completeStep(StepName.REGISTER_CUSTOMER_PROFILE, "done", List.of(), NOW));
        change(id, job -> job.startStep(StepName.REGISTER_TRUST_PRODUCT, NOW));
        ledger.record(ResourceKind.TRUST_PRODUCT.key(ACME), "BU2", Optional.empty(), Optional.empty());
        change(
                id,
                job -> job.awaitStep(
                        StepName.REGISTER_TRUST_PRODUCT,
                        "It is under review",
                        List.of(),
                        new AwaitedReview("Twilio's reviewers", "1 to 3 days", NOW),
                        NOW));

        var registrations = new HashMap<String, String>();
        body(organisation())
                .get("registrations")
                .forEach(one -> registrations.put(
                        one.get("type").textValue(),
                        one.get("status").textValue() + " "
                                + one.path("waitsFor").asText()));

        assertThat(registrations)
                .containsOnly(
                        Map.entry("customer-profile", "approved "),
                        Map.entry("trust-product", "in-review Twilio's reviewers"),
                        Map.entry("brand", "not-submitted "),
                        Map.entry("campaign", "not-submitted "));
    }

    /** Words of the states from the contract, by what the newest job has come to. */
    @ParameterizedTest
    @CsvSource({"FAILED, not-usable", "COMPLETE, usable", "CANCELLED, not-usable"})
    void theStateFollowsFromTheNewestJob(JobStatus status, String state) {
        end(trigger("acme", "{}"), status);

        assertThat(body(organisation()).get("state").textValue()).isEqualTo(state);
        assertThat(body(list(Map.of())).at("/orgs/0/state").textValue()).isEqualTo(state);
    }

    @Test
    void anUnchangedAnswerIsNotSentAgain() {
        trigger("acme", "{}");
        var etag = organisation().getHeaders().get("ETag");

        var again = new GetOrgHandler(local.table())
                .handleRequest(
                        get(Map.of("orgId", "acme"), Map.of(), Map.of("if-none-match", etag)), requests.context());

        assertThat(again.getStatusCode()).isEqualTo(304);
    }

    @Test
    void organisationsAreFoundByTheBeginningOfIdOrNamePageByPage() {
        end(trigger("acme", "{}"), JobStatus.FAILED);
        trigger("globex", "{\"displayName\":\"ACME Holding\"}");
        trigger("initech", "{}");
        trigger("acme", "{\"displayName\":\"Road Runner\"}");

        var first = body(list(Map.of("query", "acme", "limit", "1")));
        var second = body(list(Map.of(
                "query", "acme", "limit", "1", "cursor", first.get("next").textValue())));

        assertThat(ids(first)).containsExactly("acme");
        assertThat(ids(second)).containsExactly("globex");
        assertThat(second.has("next")).isFalse();
        assertThat(ids(body(list(Map.of("query", "ROAD"))))).containsExactly("acme");
        assertThat(ids(body(list(Map.of())))).containsExactly("acme", "initech", "globex");
    }

    @Test
    void aCursorIsTakenForItsOwnListOnly() {
        trigger("acme", "{}");
        trigger("globex", "{}");
        var next = body(list(Map.of("limit", "1"))).get("next").textValue();

        assertThat(list(Map.of("query", "g", "cursor", next)).getStatusCode()).isEqualTo(400);
    }

    private JobId trigger(String org, String plan) {
        return create(org, PlanReader.read(plan).plan());
    }

    private JobId create(String org, Plan plan) {
        var id = JobId.next();
        jobs.create(Job.create(id, new OrgId(org), plan, new Execution(id.value(), "arn"), true, "somebody", NOW));
        return id;
    }

    private void change(JobId id, Function<Job, Job.Change> change) {
        jobs.update(id, job -> Optional.of(change.apply(job)));
    }

    private void end(JobId id, JobStatus status) {
        change(id, job -> job.startStep(StepName.CREATE_SUBACCOUNT, NOW));
        for (var step : jobs.find(id).orElseThrow().openSteps()) {
            change(id, job -> job.cancelStep(step.name(), "Stopped", NOW));
        }
        change(id, job -> job.end(status, NOW));
    }

    private APIGatewayV2HTTPResponse organisation() {
        return new GetOrgHandler(local.table())
                .handleRequest(get(Map.of("orgId", "acme"), Map.of(), Map.of()), requests.context());
    }

    private APIGatewayV2HTTPResponse list(Map<String, String> query) {
        var request = get(Map.of(), query, Map.of());
        ApiRequests.route(request, "GET", "/v1/orgs");
        return new ListOrgsHandler(local.table()).handleRequest(request, requests.context());
    }

    private static List<String> ids(JsonNode page) {
        var ids = new ArrayList<String>();
        StreamSupport.stream(page.get("orgs").spliterator(), false)
                .forEach(org -> ids.add(org.get("orgId").textValue()));
        return ids;
    }
}
