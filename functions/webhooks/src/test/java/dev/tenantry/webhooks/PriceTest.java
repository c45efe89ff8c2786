package dev.tenantry.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.execution.FakeStepFunctions;
import dev.tenantry.core.job.AwaitedReview;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.RegistrationJobs;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.metrics.MetricLines;
import dev.tenantry.core.pendingreview.PendingReview;
import dev.tenantry.core.pendingreview.PendingReviews;
import dev.tenantry.core.readiness.ReadinessNotices;
import dev.tenantry.core.storage.CapacityMeter;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.core.storage.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * What a job with both registrations costs on AWS, of which the longest review takes fifteen days and is never called
 * back about: by what DynamoDB says it consumes, by the state machines, and by the times that docs/cost.md assumes.
 */
@Tag("long")
class PriceTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration REVIEW = Duration.ofDays(15);
    private static final Duration RECONCILED = Duration.ofHours(6);

    /** AWS's list prices in USD, us-east-1, as docs/cost.md has them with their sources. */
    private static final double TRANSITION = 0.000025;

    private static final double GIGABYTE_SECOND = 0.0000133334;
    private static final double INVOCATION = 0.0000002;
    private static final double WRITE_UNIT = 0.000000625;
    private static final double READ_UNIT = 0.000000125;
    private static final double KMS_CALL = 0.000003;
    private static final double HTTP_REQUEST = 0.000001;
    private static final double WEBSOCKET_MESSAGE = 0.000001;

    /** How long functions run, and with how much memory: assumed, as docs/cost.md says. */
    private static final double STEP = 1.0;

    private static final double BROADCAST = 0.05;
    private static final double LOOK = 0.4 * 0.5;
    private static final double RECONCILIATION = 0.15 * 0.5;
    private static final double READINESS_LOOK = 0.1 * 0.5;

    /** After Twilio's 13 events about the registrations, and after the ends of five steps. */
    private static final int READINESS_LOOKS = 18;

    private static final List<String> ALL = List.of("provisioning", "a2p-registration", "toll-free-verification");
    private static final int NUMBERS = 3;

    /** What a plan with three numbers and both registrations has at Twilio. */
    private static final int RESOURCES = 24;

    /** The steps that make resources and do nothing else: each claims its first one when it starts. */
    private static final int CLAIMED_WITH_THE_START = 9;

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final BrandRegistry registry = new BrandRegistry();
    private final CapacityMeter meter = new CapacityMeter();
    private final LoggedContext log = new LoggedContext();
    private Table table;
    private JobStore jobs;
    private Job job;

    @BeforeEach
    void meterTheTable() {
        TenantFixture.store(local.table());
        var brand = ResourceKind.BRAND.key(TenantFixture.ACME);
        TenantFixture.ledger(local.table()).claim(brand, Duration.ofMinutes(1));
        TenantFixture.ledger(local.table()).record(brand, BrandRegistry.BRAND, Optional.empty(), Optional.empty());
        ResourceKind.PHONE_NUMBER
                .keys(TenantFixture.ACME, RegistrationJobs.BOTH)
                .forEach(number -> TenantFixture.ledger(local.table())
                        .record(number, "PN" + number.value(), Optional.empty(), Optional.empty()));
        table = local.table(meter);
        jobs = new JobStore(table);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void aJobWithRegistrationsCostsAFifthOfACent() throws IOException {
        job = WaitingJob.store(jobs, TenantFixture.ACME, START);
        tellOfEachNumber();
        keepTheLedger();
        var looks = waitFifteenDays();
        var before = new Consumption();
        var numberLooks = waitForNumbers();
        var numbers = new Consumption().minus(before);
        before = new Consumption();
        lookWhoIsReady();
        var readiness = new Consumption().minus(before);
        var reconciliations = reconcileAllTheWhile();
        finish();

        var transitions = count("", ALL);
        var tasks = count("Task", ALL);
        var changes = jobs.find(job.id()).orElseThrow().version();
        var seconds = tasks * STEP
                + changes * BROADCAST
                + (looks + numberLooks) * LOOK
                + READINESS_LOOKS * READINESS_LOOK
                + reconciliations * RECONCILIATION;
        var invocations = tasks + changes + looks + numberLooks + READINESS_LOOKS + reconciliations + 1;
        var kmsCalls = tasks + looks;
        var usd = HTTP_REQUEST
                + transitions * TRANSITION
                + seconds * GIGABYTE_SECOND
                + invocations * INVOCATION
                + kmsCalls * KMS_CALL
                + changes * WEBSOCKET_MESSAGE
                + meter.writes() * WRITE_UNIT
                + meter.reads() * READ_UNIT;
        var bill = ("%d transitions, %d tasks, %d changes, %d looks, %d reconciliations, %.1f GB-s, %d KMS calls, %.0f"
                        + " WRU, %.0f RRU: %.6f USD")
                .formatted(
                        transitions,
                        tasks,
                        changes,
                        looks,
                        reconciliations,
                        seconds,
                        kmsCalls,
                        meter.writes(),
                        meter.reads(),
                        usd);

        System.out.println("A job with registrations on AWS: " + bill);
        System.out.println("Of it for the wait for its numbers: " + numbers.bill(numberLooks, LOOK));
        System.out.println("Of it for the looks who is ready: " + readiness.bill(READINESS_LOOKS, READINESS_LOOK));
        assertThat(usd).as(bill).isLessThan(0.0022);
    }

    /** A step that buys tells of each number. */
    private void tellOfEachNumber() {
        for (var i = 0; i < NUMBERS; i++) {
            jobs.update(
                    job.id(),
                    seen -> Optional.of(seen.reportStep(
                            StepName.VERIFY_TOLL_FREE_NUMBERS, "Purchased a phone number", List.of(), START)));
        }
    }

    /** Each resource is claimed, the first of most steps in a transaction, and its SID recorded. */
    private void keepTheLedger() {
        var ledger = TenantFixture.ledger(table);
        for (var i = 0; i < RESOURCES; i++) {
            var key = new ResourceKey(TenantFixture.GLOBEX, ResourceKind.PHONE_NUMBER, "phone-number-" + i);
            if (i < CLAIMED_WITH_THE_START) {
                var claim = TransactWriteItem.builder()
                        .update(ledger.firstClaim(key, Duration.ofMinutes(1)).write())
                        .build();
                table.client().transactWriteItems(write -> write.transactItems(claim));
            } else {
                ledger.claim(key, Duration.ofMinutes(1));
            }
            ledger.record(key, "PN" + i, Optional.empty(), Optional.empty());
        }
    }

    /** The runs of the poller that find nothing due are the system's, not the job's. */
    private int waitFifteenDays() {
        var waits = new PendingReviews(table);
        var wait = PendingReview.begin(
                TenantFixture.ACME, job.id(), StepName.REGISTER_BRAND, "token", START, ReviewChecks.FIRST_CHECK);
        waits.put(wait);
        while (wait.dueAt().isBefore(START.plus(REVIEW))) {
            var clock = InstantSource.fixed(wait.dueAt());
            new PollHandler(waits, ReviewChecks.runner(table, registry.twilio(), new TaskTokens(), clock), clock)
                    .handleRequest(null, log.context());
            wait = new PendingReviews(local.table()).of(TenantFixture.ACME).getFirst();
        }
        return registry.looks();
    }

    /**
     * The step looks once, and at each event about a number somebody does: it is being registered, and it is. Nobody
     * asks Twilio for it. That the job waits is one change more.
     */
    private int waitForNumbers() {
        var step = StepName.REGISTER_NUMBERS;
        var wait = PendingReview.begin(
                TenantFixture.ACME, job.id(), step, "numbers", START.plus(REVIEW), ReviewChecks.FIRST_CHECK);
        var waits = new PendingReviews(table);
        jobs.update(job.id(), seen -> Optional.of(seen.startStep(step, START)));
        waits.put(wait);
        jobs.update(
                job.id(),
                seen -> Optional.of(seen.awaitStep(
                        step, "Registering", List.of(), new AwaitedReview("the carriers", "days", START), START)));
        var checker = ReviewChecks.checker(
                table, registry.twilio(), new TaskTokens(), InstantSource.fixed(START.plus(REVIEW)));
        var looks = 1 + 2 * NUMBERS;
        for (var look = 0; look < looks; look++) {
            checker.check(wait);
        }
        waits.end(wait);
        return looks;
    }

    /** What DynamoDB has consumed so far. */
    private final class Consumption {
        private final double writes;
        private final double reads;

        Consumption() {
            this(meter.writes(), meter.reads());
        }

        private Consumption(double writes, double reads) {
            this.writes = writes;
            this.reads = reads;
        }

        Consumption minus(Consumption before) {
            return new Consumption(writes - before.writes, reads - before.reads);
        }

        String bill(int looks, double look) {
            var usd = writes * WRITE_UNIT
                    + reads * READ_UNIT
                    + (BROADCAST + looks * look) * GIGABYTE_SECOND
                    + (1 + looks) * INVOCATION
                    + WEBSOCKET_MESSAGE;
            return "%d looks, %.0f WRU, %.0f RRU: %.6f USD".formatted(looks, writes, reads, usd);
        }
    }

    /** The ledger of this test is another organisation's, so that both are looked at. */
    private void lookWhoIsReady() {
        var readiness = new ReadinessNotices(table, InstantSource.fixed(START.plus(REVIEW)));
        for (var look = 0; look < READINESS_LOOKS; look++) {
            readiness.look(TenantFixture.ACME);
            readiness.look(TenantFixture.GLOBEX);
        }
    }

    private int reconcileAllTheWhile() {
        var executions =
                new Executions(new FakeStepFunctions(), "arn:aws:states:us-east-1:123456789012:stateMachine:p");
        var runs = (int) REVIEW.dividedBy(RECONCILED);
        for (var run = 1; run <= runs; run++) {
            var clock = InstantSource.fixed(START.plus(RECONCILED.multipliedBy(run)));
            var metrics = new MetricLines.Source("Tenantry/test", clock);
            new ReconcileHandler(new Reconciler(table, executions, clock), List.of(JobStatus.WAITING), metrics)
                    .handleRequest(null, log.context());
        }
        return runs;
    }

    private void finish() {
        var open = jobs.find(job.id()).orElseThrow().openSteps().stream()
                .sorted((one, other) -> Boolean.compare(isPending(one), isPending(other)))
                .map(Step::name)
                .toList();
        WaitingJob.complete(jobs, job.id(), open, START.plus(REVIEW));
        jobs.update(job.id(), seen -> seen.finish(START.plus(REVIEW)));
    }

    private static boolean isPending(Step step) {
        return step.status() == StepStatus.PENDING;
    }

    /** How many states the machines have of a type, or in all, those in branches too: each is entered once. */
    private static int count(String type, List<String> machines) throws IOException {
        var count = 0;
        for (var machine : machines) {
            count += count(type, Json.parse(Files.readString(Path.of("../../statemachine/" + machine + ".asl.json"))));
        }
        return count;
    }

    private static int count(String type, JsonNode machine) {
        return StreamSupport.stream(machine.get("States").spliterator(), false)
                .mapToInt(state -> (state.get("Type").textValue().startsWith(type) ? 1 : 0)
                        + StreamSupport.stream(state.path("Branches").spliterator(), false)
                                .mapToInt(branch -> count(type, branch))
                                .sum())
                .sum();
    }
}
