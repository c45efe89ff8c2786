package dev.tenantry.core.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.quota.CapExceededException.Cap;
import dev.tenantry.core.settings.Settings.Limits;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.core.storage.OptimisticRetry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class NumberQuotaTest {
    private static final Instant NOW = Instant.parse("2026-12-01T09:30:00Z");
    private static final OrgId ACME = new OrgId("acme");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private Instant now = NOW;
    private NumberQuota quota;
    private Ledger ledger;

    @BeforeEach
    void quota() {
        quota = new NumberQuota(local.table(), () -> now);
        ledger = new Ledger(local.table(), () -> now);
    }

    @Test
    void withoutCapsNothingIsReserved() {
        assertThat(quota.reserve(JobId.next(), ACME, numbers(50), Optional.empty(), Limits.NONE))
                .isEmpty();
    }

    @Test
    void aJobMayBuyAsManyNumbersAsTheCapSays() {
        var perJob = limits(3, 0);
        bought(1);

        assertThat(quota.reserve(JobId.next(), ACME, numbers(4), Optional.empty(), perJob))
                .isEmpty();
        assertThatExceptionOfType(CapExceededException.class)
                .isThrownBy(() -> quota.reserve(JobId.next(), ACME, numbers(5), Optional.empty(), perJob))
                .satisfies(exceeded -> {
                    assertThat(exceeded.cap()).isEqualTo(Cap.PER_JOB);
                    assertThat(exceeded.allowed()).isEqualTo(3);
                    assertThat(exceeded.wanted()).isEqualTo(4);
                });
    }

    @Test
    void theJobsOfADayMayBuyAsManyNumbersAsTheCapSays() {
        var first = job(numbers(3));
        reserve(first, Optional.empty(), 5);
        bought(3);

        assertThatExceptionOfType(CapExceededException.class)
                .isThrownBy(() -> reserve(job(numbers(6)), Optional.of(first), 5))
                .satisfies(exceeded -> {
                    assertThat(exceeded.cap()).isEqualTo(Cap.PER_DAY);
                    assertThat(exceeded.used()).isEqualTo(3);
                    assertThat(exceeded.wanted()).isEqualTo(3);
                });
        reserve(job(numbers(5)), Optional.of(first), 5);
    }

    @Test
    void theNextDayBeginsWithNothingReserved() {
        var first = job(numbers(5));
        reserve(first, Optional.empty(), 5);
        bought(5);
        now = NOW.plus(Duration.ofDays(1));

        reserve(job(numbers(10)), Optional.of(first), 5);
    }

    @Test
    void whatAJobDidNotBuyIsGivenBackToTheNext() {
        var first = job(numbers(5));
        reserve(first, Optional.empty(), 5);
        bought(2);

        reserve(job(numbers(5)), Optional.of(first), 5);
    }

    @Test
    void aRetryReservesNothingTwice() {
        var job = job(numbers(5));
        reserve(job, Optional.empty(), 5);
        bought(2);

        reserve(job, Optional.of(job), 5);
        reserve(job, Optional.of(job), 5);

        assertThatExceptionOfType(CapExceededException.class)
                .isThrownBy(() -> quota.reserve(job.id(), ACME, numbers(6), Optional.of(job), limits(0, 5))
                        .orElseThrow()
                        .item());
    }

    @Test
    void aNumberThatMayBeBoughtIsNotGivenBack() {
        var first = job(numbers(2));
        reserve(first, Optional.empty(), 2);
        ledger.claim(ResourceKey.number(ACME, group(2), 1), Duration.ofMinutes(1));

        assertThatExceptionOfType(CapExceededException.class)
                .isThrownBy(() -> reserve(job(numbers(2)), Optional.of(first), 2))
                .satisfies(exceeded -> assertThat(exceeded.used()).isEqualTo(1));
    }

    @Test
    void aJobThatBuysNothingIsNeverRefused() {
        bought(3);
        var first = job(numbers(3));
        reserve(first, Optional.empty(), 1);
    }

    @Test
    void ofReservationsAtOnceNoneExceedsTheCap() throws Exception {
        Callable<Boolean> reservation = () -> {
            try {
                reserve(job(numbers(2)), Optional.empty(), 15);
                return true;
            } catch (CapExceededException full) {
                return false;
            }
        };
        try (var threads = Executors.newFixedThreadPool(8)) {
            var granted = threads.invokeAll(Collections.nCopies(24, reservation)).stream()
                    .filter(done -> done.resultNow())
                    .count();

            assertThat(granted).isEqualTo(7);
        }
    }

    private void reserve(Job job, Optional<Job> previous, int perDay) {
        var write = quota.reserve(job.id(), ACME, job.plan(), previous, limits(0, perDay))
                .orElseThrow();
        new OptimisticRetry().run(() -> {
            try {
                local.table().client().transactWriteItems(all -> all.transactItems(write.item()));
                return Optional.of(true);
            } catch (TransactionCanceledException lost) {
                return Optional.empty();
            }
        });
    }

    private void bought(int count) {
        for (var ordinal = 1; ordinal <= count; ordinal++) {
            var key = ResourceKey.number(ACME, group(count), ordinal);
            ledger.record(key, "PN" + ordinal, Optional.empty(), Optional.empty());
        }
    }

    private static Limits limits(int perJob, int perDay) {
        return new Limits(
                Limits.NONE.auditRetention(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(perJob).filter(cap -> cap > 0),
                Optional.of(perDay).filter(cap -> cap > 0));
    }

    private static Plan numbers(int count) {
        return Plan.DEFAULT.withNumbers(group(count));
    }

    private static NumberGroup group(int count) {
        return NumberGroup.of("US", NumberType.LOCAL, count);
    }

    private static Job job(Plan plan) {
        var id = JobId.next();
        var execution = new Execution(id.value(), "arn:aws:states:us-east-1:123456789012:execution:Provisioning:" + id);
        return Job.create(id, ACME, plan, execution, true, "somebody", NOW);
    }
}
