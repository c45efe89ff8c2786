package dev.tenantry.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.execution.FakeStepFunctions;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.pendingreview.PendingReview;
import dev.tenantry.core.pendingreview.PendingReviews;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.readiness.ReadinessNotices;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who looks at a review that was decided: who hears of it from Twilio, and otherwise the poller. */
class ReviewCallbackListenerTest {
    private static final String MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:Provisioning";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final BrandRegistry registry = new BrandRegistry();
    private final TaskTokens tokens = new TaskTokens();
    private final FakeStepFunctions stepFunctions = new FakeStepFunctions();
    private final Executions executions = new Executions(stepFunctions, MACHINE);
    private final LoggedContext log = new LoggedContext();
    private JobStore jobs;
    private PendingReviews waits;
    private Job acme;
    private Job globex;

    @BeforeEach
    void twoOrganisationsThatWaitForTheirBrands() {
        TenantFixture.store(local.table());
        jobs = new JobStore(local.table());
        waits = new PendingReviews(local.table());
        acme = waitForBrand(TenantFixture.ACME);
        globex = waitForBrand(TenantFixture.GLOBEX);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void newsOfAReviewWakesWhatTheOrganisationWaitsForAndNoOther() {
        registry.decide("APPROVED");

        assertThat(stream(NOW, news(TenantFixture.ACME))).isEmpty();

        assertThat(tokens.told()).containsExactly("token-of-acme succeeded");
        assertThat(brandOf(acme)).isEqualTo(StepStatus.COMPLETE);
        assertThat(brandOf(globex)).isEqualTo(StepStatus.WAITING);
    }

    @Test
    void newsThatComesManyTimesHasOneEffect() {
        registry.decide("APPROVED");
        var many =
                IntStream.range(0, 50).mapToObj(_ -> news(TenantFixture.ACME)).toArray(Image[]::new);

        stream(NOW, many);
        stream(NOW, many);

        assertThat(tokens.told()).containsExactly("token-of-acme succeeded");
        assertThat(registry.looks()).isEqualTo(1);
    }

    @Test
    void newsOfAReviewThatIsStillOpenIsNoReasonToDoAnything() {
        var before = jobs.find(acme.id());

        assertThat(stream(NOW, news(TenantFixture.ACME))).isEmpty();

        assertThat(jobs.find(acme.id())).isEqualTo(before);
        assertThat(tokens.told()).isEmpty();
    }

    @Test
    void newsForAnOrganisationThatWaitsForNothingIsTaken() {
        assertThat(stream(NOW, news(new OrgId("initech")))).isEmpty();

        assertThat(registry.looks()).isZero();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void aTwilioThatIsDownHoldsUpNoJobAndThePollerLooksWithinAMinute() {
        registry.decide("DOWN");
        var created = newJob("initech");

        assertThat(stream(NOW, news(TenantFixture.ACME), head(created))).isEmpty();

        assertThat(stepFunctions.started())
                .extracting(start -> start.name())
                .containsExactly(created.id().value());
        assertThat(waits.due(NOW, 10)).extracting(PendingReview::orgId).containsExactly(TenantFixture.ACME);
        assertThat(log.lines())
                .singleElement()
                .asString()
                .contains("acme", "register-brand")
                .doesNotContain("token-of-acme");

        registry.decide("APPROVED");
        poll(NOW.plusSeconds(59));

        assertThat(tokens.told()).containsExactly("token-of-acme succeeded");
    }

    @Test
    void thePollerWakesWhatNobodyCalledBackAbout() {
        registry.decide("APPROVED");
        poll(NOW.plus(ReviewChecks.FIRST_CHECK).minusMillis(1));
        assertThat(registry.looks()).isZero();

        poll(NOW.plus(ReviewChecks.FIRST_CHECK));
        poll(NOW.plus(ReviewChecks.FIRST_CHECK));

        assertThat(tokens.told()).containsExactlyInAnyOrder("token-of-acme succeeded", "token-of-globex succeeded");
        assertThat(registry.looks()).isEqualTo(2);
        assertThat(waits.due(NOW.plus(Duration.ofDays(90)), 10)).isEmpty();
    }

    @Test
    void thePollerLooksEachMinuteWhileTwilioIsDown() {
        registry.decide("DOWN");
        var first = NOW.plus(ReviewChecks.FIRST_CHECK);

        poll(first);
        poll(first.plusSeconds(60));

        assertThat(log.lines()).hasSize(4);
        assertThat(waits.due(first.plusSeconds(60), 10)).hasSize(2);
        assertThat(brandOf(acme)).isEqualTo(StepStatus.WAITING);
    }

    @Test
    void oneThatCannotBeLookedAtHoldsUpNoOther() {
        var initech = new OrgId("initech");
        var token = "token-of-initech";
        var nobodysJob = WaitingJob.store(jobs, initech, NOW);
        waits.put(PendingReview.begin(
                initech,
                nobodysJob.id(),
                StepName.REGISTER_BRAND,
                token,
                NOW.minusSeconds(9),
                ReviewChecks.FIRST_CHECK));
        registry.decide("APPROVED");

        poll(NOW.plus(ReviewChecks.FIRST_CHECK));

        assertThat(log.lines()).singleElement().asString().contains("initech", "no usable subaccount");
        assertThat(tokens.told()).hasSize(2);
        assertThat(waits.of(initech))
                .singleElement()
                .extracting(PendingReview::checks)
                .isEqualTo(1);
    }

    private Job waitForBrand(OrgId orgId) {
        var job = WaitingJob.store(jobs, orgId, NOW);
        var key = ResourceKind.BRAND.key(orgId);
        var ledger = TenantFixture.ledger(local.table());
        ledger.claim(key, Duration.ofMinutes(1));
        ledger.record(key, BrandRegistry.BRAND, Optional.empty(), Optional.empty());
        var token = "token-of-" + orgId;
        tokens.open(token);
        waits.put(PendingReview.begin(orgId, job.id(), StepName.REGISTER_BRAND, token, NOW, ReviewChecks.FIRST_CHECK));
        return job;
    }

    private Job newJob(String org) {
        var id = JobId.next();
        var created = Job.create(id, new OrgId(org), Plan.DEFAULT, executions.first(id), true, "somebody", NOW);
        jobs.create(created);
        return created;
    }

    private StepStatus brandOf(Job job) {
        return jobs.find(job.id()).orElseThrow().step(StepName.REGISTER_BRAND).status();
    }

    private void poll(Instant at) {
        var clock = InstantSource.fixed(at);
        new PollHandler(waits, ReviewChecks.runner(local.table(), registry.twilio(), tokens, clock), clock)
                .handleRequest(null, log.context());
    }

    /** The sequence numbers that the handler reports as failed. */
    private List<String> stream(Instant at, Image... images) {
        var event = new DynamodbEvent();
        event.setRecords(IntStream.range(0, images.length)
                .mapToObj(i -> images[i].record(i + 1))
                .toList());
        var reader = ReviewChecks.reader(local.table(), registry.twilio(), tokens, InstantSource.fixed(at));
        return new TableStreamHandler(
                        jobs, executions, reader, new ReadinessNotices(local.table(), InstantSource.fixed(at)))
                .handleRequest(event, log.context()).getBatchItemFailures().stream()
                        .map(failure -> failure.getItemIdentifier())
                        .toList();
    }

    private static Image news(OrgId orgId) {
        return new Image("ORG#" + orgId, "INBOX#EZ1", Map.of("type", "review"));
    }

    private static Image head(Job job) {
        return new Image("JOB#" + job.id(), "HEAD", Map.of("id", job.id().value()));
    }

    /** An item as the stream shows it. */
    private record Image(String partitionKey, String sortKey, Map<String, String> attributes) {
        DynamodbStreamRecord record(int number) {
            var change = new StreamRecord();
            change.setSequenceNumber(Integer.toString(number));
            change.setKeys(Map.of("PK", new AttributeValue(partitionKey), "SK", new AttributeValue(sortKey)));
            change.setNewImage(attributes.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, attribute -> new AttributeValue(attribute.getValue()))));
            var record = new DynamodbStreamRecord();
            record.setDynamodb(change);
            return record;
        }
    }
}
