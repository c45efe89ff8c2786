package dev.tenantry.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.execution.FakeStepFunctions;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.core.ledger.ResourceType;
import dev.tenantry.core.review.Wait;
import dev.tenantry.core.review.Waits;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.core.storage.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a job with both registrations costs on AWS, of which the longest review takes fifteen days and is never called
 * back about: by what DynamoDB says it consumes, by the state machines, and by the times that docs/cost.md assumes.
 */
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

    /** How long functions run, and with how much memory: assumed, as docs/cost.md says. */
    private static final double STEP = 1.0;

    private static final double BROADCAST = 0.05;
    private static final double LOOK = 0.4 * 0.5;
    private static final double RECONCILIATION = 0.15 * 0.5;

    /** What a plan with three numbers and both registrations has at Twilio. */
    private static final int RESOURCES = 24;

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
        Tenancy.store(local.table());
        var brand = Marker.registration(Tenancy.ACME, ResourceType.BRAND);
        Tenancy.ledger(local.table()).claim(brand, Duration.ofMinutes(1));
        Tenancy.ledger(local.table()).record(brand, BrandRegistry.BRAND, Optional.empty(), Optional.empty());
        table = local.table(meter);
        jobs = new JobStore(table);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void aJobWithRegistrationsCostsLessThanAFifthOfACent() throws IOException {
        job = WaitingJob.store(jobs, Tenancy.ACME, START);
        keepTheLedger();
        var looks = waitFifteenDays();
        var reconciliations = reconcileAllTheWhile();
        finish();

        var states = states("provisioning") + states("a2p-registration") + states("toll-free-verification");
        var changes = jobs.find(job.id()).orElseThrow().version();
        var seconds = states * STEP + changes * BROADCAST + looks * LOOK + reconciliations * RECONCILIATION;
        var invocations = states + changes + looks + reconciliations;
        var kmsCalls = states + looks;
        var usd = states * TRANSITION
                + seconds * GIGABYTE_SECOND
                + invocations * INVOCATION
                + kmsCalls * KMS_CALL
                + meter.writes() * WRITE_UNIT
                + meter.reads() * READ_UNIT;
        var bill = ("%d transitions, %d changes, %d looks, %d reconciliations, %.1f GB-s, %d KMS calls, %.0f WRU, %.0f"
                        + " RRU: %.6f USD")
                .formatted(
                        states, changes, looks, reconciliations, seconds, kmsCalls, meter.writes(), meter.reads(), usd);
        System.out.println(bill);

        assertThat(usd).as(bill).isLessThan(0.002);
    }

    /** Each resource is claimed, and its SID recorded. */
    private void keepTheLedger() {
        var ledger = Tenancy.ledger(table);
        for (var i = 0; i < RESOURCES; i++) {
            var marker = new Marker(Tenancy.GLOBEX, ResourceType.PHONE_NUMBER, "phone-number-" + i);
            ledger.claim(marker, Duration.ofMinutes(1));
            ledger.record(marker, "PN" + i, Optional.empty(), Optional.empty());
        }
    }

    /** The runs of the poller that find nothing due are the system's, not the job's. */
    private int waitFifteenDays() {
        var waits = new Waits(table);
        var wait = Wait.begin(Tenancy.ACME, job.id(), StepName.REGISTER_BRAND, "token", START, Watches.FIRST_LOOK);
        waits.put(wait);
        while (wait.dueAt().isBefore(START.plus(REVIEW))) {
            var clock = InstantSource.fixed(wait.dueAt());
            new PollHandler(waits, Watches.watch(table, registry.twilio(), new TaskTokens(), clock), clock)
                    .handleRequest(null, log.context());
            wait = new Waits(local.table()).of(Tenancy.ACME).getFirst();
        }
        return registry.looks();
    }

    private int reconcileAllTheWhile() {
        var executions =
                new Executions(new FakeStepFunctions(), "arn:aws:states:us-east-1:123456789012:stateMachine:p");
        var runs = (int) REVIEW.dividedBy(RECONCILED);
        for (var run = 1; run <= runs; run++) {
            var clock = InstantSource.fixed(START.plus(RECONCILED.multipliedBy(run)));
            new ReconcileWaitingHandler(new Reconciler(table, executions, clock)).handleRequest(null, log.context());
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

    /** The states of a state machine, those in branches too: each is entered once. */
    private static int states(String machine) throws IOException {
        return states(Json.parse(Files.readString(Path.of("../../statemachine/" + machine + ".asl.json"))));
    }

    private static int states(JsonNode machine) {
        return machine.get("States").size()
                + StreamSupport.stream(machine.get("States").spliterator(), false)
                        .flatMap(state ->
                                StreamSupport.stream(state.path("Branches").spliterator(), false))
                        .mapToInt(PriceTest::states)
                        .sum();
    }
}
