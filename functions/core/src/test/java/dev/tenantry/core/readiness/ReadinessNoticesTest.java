package dev.tenantry.core.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.RegistrationJobs;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.notice.Notice;
import dev.tenantry.core.notice.NoticeStore;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.readiness.ReportedStatus.State;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** One notice for each change, whatever fails, and however many look at the same time. */
class ReadinessNoticesTest {
    private static final OrgId ACME = new OrgId("acme");
    private static final Instant BEGIN = Instant.parse("2026-12-01T10:00:00Z");
    private static final NumberGroup LOCAL = NumberGroup.of("US", NumberType.LOCAL, 50);
    private static final int CALLERS = 8;
    private static final int LATEST_CALL = 12;

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private Instant now = BEGIN;

    @BeforeEach
    void approvedCampaign() {
        var plan = Plan.DEFAULT
                .withNumbers(LOCAL)
                .withRegistrations(
                        RegistrationJobs.BOTH.business(), Optional.of(RegistrationJobs.A2P), Optional.empty());
        record(ResourceKind.ACCOUNT.key(ACME), "AC1");
        record(ResourceKind.MESSAGING_SERVICE.key(ACME), "MG1");
        record(ResourceKind.CAMPAIGN.key(ACME), "QE1");
        number(1);
        var jobs = new JobStore(local.table());
        var id = JobId.next();
        jobs.create(Job.create(id, ACME, plan, new Execution(id.value(), "arn"), true, "somebody", now));
        report("MG1", State.APPROVED);
    }

    @Test
    void aNumberThatBecomesReadyAndStopsBeingSoHasANoticeEachTime() {
        look();
        assertThat(notices()).isEmpty();

        report("PN1", State.APPROVED);
        look();
        look();
        assertThat(notices()).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo(Notice.Kind.SENDER_READINESS);
            assertThat(notice.severity()).isEqualTo(Notice.Severity.INFO);
            assertThat(notice.message()).isEqualTo("+14155550001 may send text messages to the United States now.");
        });

        report("MG1", State.SUSPENDED);
        look();
        look();
        assertThat(notices()).hasSize(2).last().satisfies(notice -> {
            assertThat(notice.severity()).isEqualTo(Notice.Severity.WARNING);
            assertThat(notice.message())
                    .startsWith("+14155550001 may not send text messages to the United States any more. Twilio has"
                            + " suspended the A2P brand or its campaign. ");
        });

        report("MG1", State.APPROVED);
        look();
        assertThat(notices()).hasSize(3);
    }

    @Test
    void aNumberThatIsGivenUpHasNone() {
        report("PN1", State.APPROVED);
        look();
        new Ledger(local.table(), () -> now).forget(ResourceKey.number(ACME, LOCAL, 1), "PN1");

        look();

        assertThat(notices()).hasSize(1);
    }

    @Test
    void thoseWhoLookAtTheSameTimeAddOneNoticeTogether() {
        report("PN1", State.APPROVED);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Stream.generate(() -> CompletableFuture.runAsync(this::look, threads))
                    .limit(CALLERS)
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        assertThat(notices()).hasSize(1);
    }

    @Test
    void moreChangesThanATransactionTakesAreAllTold() {
        report("PN1", State.APPROVED);
        for (var index = 2; index <= 120; index++) {
            number(index);
            report("PN" + index, State.APPROVED);
        }

        look();

        assertThat(notices()).hasSize(120).extracting(Notice::message).doesNotHaveDuplicates();
    }

    /** The function dies at each of its calls to the table in turn, before the call or after it, and runs again. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLookThatDiesIsRepeatedWithoutASecondNotice(boolean before) {
        var state = State.APPROVED;
        var changes = 0;
        var died = 0;
        for (var call = 1; call <= LATEST_CALL; call++) {
            report(changes % 2 == 0 ? "PN1" : "MG1", state);
            report("PN1", changes % 2 == 0 ? State.APPROVED : State.REJECTED);
            changes++;
            if (dies(call, before)) {
                died++;
            }
            look();
            assertThat(notices()).as("died at call %d", call).hasSize(changes);
        }
        assertThat(died).isBetween(4, LATEST_CALL - 1);
    }

    private boolean dies(int call, boolean before) {
        var calls = new AtomicInteger();
        var table = local.table(new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                count(before);
            }

            @Override
            public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                count(!before);
            }

            private void count(boolean counts) {
                if (counts && calls.incrementAndGet() == call) {
                    throw new IllegalStateException("died");
                }
            }
        });
        try (var _ = table.client()) {
            new ReadinessNotices(table, () -> now).look(ACME);
            return false;
        } catch (RuntimeException died) {
            assertThat(died).hasStackTraceContaining("died");
            return true;
        }
    }

    private void look() {
        new ReadinessNotices(local.table(), () -> now).look(ACME);
    }

    /** The organisation's notices, the oldest first. */
    private List<Notice> notices() {
        return new NoticeStore(local.table())
                .list(ACME, Optional.empty(), 1000)
                .items()
                .reversed();
    }

    private void number(int index) {
        new Ledger(local.table(), () -> now)
                .record(
                        ResourceKey.number(ACME, LOCAL, index),
                        "PN" + index,
                        Optional.of("+1415555%04d".formatted(index)),
                        Optional.empty());
    }

    private void record(ResourceKey key, String sid) {
        new Ledger(local.table(), () -> now).record(key, sid, Optional.empty(), Optional.empty());
    }

    private void report(String sid, State state) {
        now = now.plusSeconds(1);
        new ReportedStatuses(local.table()).store(ACME, new ReportedStatus(sid, state, now));
    }
}
