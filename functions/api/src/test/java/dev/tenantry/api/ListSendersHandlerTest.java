package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.AwaitedReview;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.RegistrationJobs;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.readiness.ReportedStatus;
import dev.tenantry.core.readiness.ReportedStatus.State;
import dev.tenantry.core.readiness.ReportedStatuses;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ListSendersHandlerTest {
    private static final OrgId ACME = new OrgId("acme");
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00.000Z");
    private static final NumberGroup LOCAL = NumberGroup.of("US", NumberType.LOCAL, 1);
    private static final String NUMBER_SID = "PN0123456789abcdef0123456789abcdef";

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final ApiRequests requests = new ApiRequests();
    private JobStore jobs;
    private Ledger ledger;
    private ReportedStatuses reported;

    @BeforeEach
    void stores() {
        jobs = new JobStore(local.table());
        ledger = new Ledger(local.table(), InstantSource.fixed(NOW));
        reported = new ReportedStatuses(local.table());
    }

    @Test
    void anOrganisationWithoutAJobIsNotThere() {
        var answer = list();

        assertThat(answer.getStatusCode()).isEqualTo(404);
        assertThat(body(answer).get("code").textValue()).isEqualTo("not-found");
    }

    @Test
    void anOrganisationWithoutNumbersHasNoSenders() {
        trigger(Plan.DEFAULT);

        assertThat(list().getBody()).isEqualTo("{\"senders\":[]}");
    }

    @Test
    void aNumberWithoutACampaignSendsToCanadaAndNotToTheUnitedStates() {
        trigger(Plan.DEFAULT.withNumbers(LOCAL));
        recordNumber();

        var sender = body(list()).get("senders").get(0);

        assertThat(sender.get("sender").textValue()).isEqualTo("+14155550100");
        assertThat(sender.get("country").textValue()).isEqualTo("US");
        assertThat(sender.get("numberType").textValue()).isEqualTo("local");
        assertThat(statuses(sender))
                .containsExactly(
                        "us-sms no 30034",
                        "us-mms no 30034",
                        "ca-sms ready",
                        "ca-mms ready",
                        "other-sms ready",
                        "voice ready");
        assertThat(verdict(sender, "us-sms").get("whoActs").textValue()).isEqualTo("operator");
        assertThat(verdict(sender, "us-sms").get("nextAction").textValue()).contains("register a campaign");
        assertThat(verdict(sender, "other-sms").get("provided").textValue()).contains("geographic permissions");
    }

    @Test
    void aCampaignIsFollowedFromItsReviewToTheNumbersRegistration() {
        var id = trigger(Plan.DEFAULT
                .withNumbers(LOCAL)
                .withRegistrations(
                        RegistrationJobs.BOTH.business(), Optional.of(RegistrationJobs.A2P), Optional.empty()));
        recordNumber();
        ledger.record(ResourceKind.MESSAGING_SERVICE.key(ACME), "MG1", Optional.empty(), Optional.empty());
        ledger.record(ResourceKind.CAMPAIGN.key(ACME), "QE1", Optional.empty(), Optional.empty());
        for (var step :
                List.of(StepName.REGISTER_CUSTOMER_PROFILE, StepName.REGISTER_TRUST_PRODUCT, StepName.REGISTER_BRAND)) {
            change(id, job -> job.startStep(step, NOW));
            change(id, job -> job.completeStep(step, "done", List.of(), NOW));
        }
        change(id, job -> job.startStep(StepName.REGISTER_CAMPAIGN, NOW));
        change(
                id,
                job -> job.awaitStep(
                        StepName.REGISTER_CAMPAIGN,
                        "It is under review",
                        List.of(),
                        new AwaitedReview("the carriers' reviewers", "10 to 15 business days", NOW),
                        NOW));

        var inReview = usSms();
        assertThat(inReview.get("status").textValue()).isEqualTo("not-yet");
        assertThat(inReview.get("code").intValue()).isEqualTo(30034);
        assertThat(inReview.get("waitsFor").textValue()).isEqualTo("the carriers' reviewers");
        assertThat(inReview.get("since").textValue()).isEqualTo("2026-12-01T10:00:00.000Z");
        assertThat(inReview.at("/expected/earliest").textValue()).isEqualTo("2026-12-15T10:00:00.000Z");

        report("MG1", State.APPROVED, 1);
        report(NUMBER_SID, State.PENDING, 2);
        assertThat(usSms().get("code").intValue()).isEqualTo(30035);

        report(NUMBER_SID, State.APPROVED, 3);
        assertThat(usSms().get("status").textValue()).isEqualTo("ready");
        assertThat(usSms().get("since").textValue()).isEqualTo("2026-12-01T10:03:00.000Z");

        report("MG1", State.SUSPENDED, 4);
        assertThat(usSms().get("code").intValue()).isEqualTo(30033);
        assertThat(usSms().get("whoActs").textValue()).isEqualTo("twilio-support");
    }

    @Test
    void anUnchangedAnswerIsNotSentAgain() {
        trigger(Plan.DEFAULT);
        var etag = list().getHeaders().get("ETag");

        var again = new ListSendersHandler(local.table())
                .handleRequest(
                        get(Map.of("orgId", "acme"), Map.of(), Map.of("if-none-match", etag)), requests.context());

        assertThat(again.getStatusCode()).isEqualTo(304);
    }

    @Test
    void manyRequestsTakeLittleTime() {
        trigger(Plan.DEFAULT.withNumbers(LOCAL));
        recordNumber();
        for (var warmUp = 0; warmUp < 300; warmUp++) {
            list();
        }
        var times = new long[300];
        for (var index = 0; index < times.length; index++) {
            var begin = System.nanoTime();
            list();
            times[index] = System.nanoTime() - begin;
        }
        Arrays.sort(times);
        System.out.printf("Senders: median %.1f ms, p99 %.1f ms%n", times[150] / 1e6, times[297] / 1e6);
        assertThat(Duration.ofNanos(times[150])).isLessThan(Duration.ofMillis(200));
    }

    private JobId trigger(Plan plan) {
        var id = JobId.next();
        jobs.create(Job.create(id, ACME, plan, new Execution(id.value(), "arn"), true, "somebody", NOW));
        return id;
    }

    private void change(JobId id, Function<Job, Job.Change> change) {
        jobs.update(id, job -> Optional.of(change.apply(job)));
    }

    private void recordNumber() {
        ledger.record(ResourceKey.number(ACME, LOCAL, 1), NUMBER_SID, Optional.of("+14155550100"), Optional.empty());
    }

    private void report(String sid, State state, int minute) {
        reported.store(ACME, new ReportedStatus(sid, state, NOW.plus(Duration.ofMinutes(minute))));
    }

    private JsonNode usSms() {
        return verdict(body(list()).get("senders").get(0), "us-sms");
    }

    private static JsonNode verdict(JsonNode sender, String destination) {
        return StreamSupport.stream(sender.get("destinations").spliterator(), false)
                .filter(verdict -> verdict.get("destination").textValue().equals(destination))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> statuses(JsonNode sender) {
        return StreamSupport.stream(sender.get("destinations").spliterator(), false)
                .map(verdict -> verdict.get("destination").textValue() + " "
                        + verdict.get("status").textValue()
                        + (verdict.has("code") ? " " + verdict.get("code") : ""))
                .toList();
    }

    private APIGatewayV2HTTPResponse list() {
        return new ListSendersHandler(local.table())
                .handleRequest(get(Map.of("orgId", "acme"), Map.of(), Map.of()), requests.context());
    }
}
