package dev.tenantry.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.LocalTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

class LedgerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Duration LEASE = Duration.ofSeconds(90);
    private static final Duration SETTLE = Duration.ofSeconds(15);
    private static final OrgId ACME = new OrgId("acme");
    private static final ResourceKey ACCOUNT = ResourceKind.ACCOUNT.key(ACME);
    private static final NumberGroup US_LOCAL = NumberGroup.of("US", NumberType.LOCAL, 2);

    @RegisterExtension
    final LocalTable local = new LocalTable();

    @Test
    void grantsTheFirstClaimWithNothingToLookUp() {
        assertThat(at(NOW).claim(ACCOUNT, LEASE)).isEqualTo(new Claim.Granted(ACCOUNT, 1, false));
    }

    @Test
    void holdsAResourceUntilTheLeaseEnds() {
        at(NOW).claim(ACCOUNT, LEASE);

        assertThat(at(NOW.plus(LEASE).minusMillis(1)).claim(ACCOUNT, LEASE)).isEqualTo(new Claim.Held(NOW.plus(LEASE)));
    }

    @Test
    void letsTheNextClaimerLookUpWhatADeadOneMayHaveDone() {
        at(NOW).claim(ACCOUNT, LEASE);

        assertThat(at(NOW.plus(LEASE)).claim(ACCOUNT, LEASE)).isEqualTo(new Claim.Granted(ACCOUNT, 2, true));
    }

    @Test
    void grantsOneOfManyClaimsThatRace() throws Exception {
        var ledger = at(NOW);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var claims = threads
                    .invokeAll(IntStream.range(0, 16)
                            .<Callable<Claim>>mapToObj(_ -> () -> ledger.claim(ACCOUNT, LEASE))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(claims).filteredOn(Claim.Granted.class::isInstance).hasSize(1);
            assertThat(claims)
                    .filteredOn(new Claim.Held(NOW.plus(LEASE))::equals)
                    .hasSize(15);
        }
    }

    @Test
    void givesAnUntouchedClaimToTheNextAtOnce() {
        var ledger = at(NOW);
        ledger.releaseUntouched(granted(ledger));

        assertThat(ledger.claim(ACCOUNT, LEASE)).isEqualTo(new Claim.Granted(ACCOUNT, 2, false));
    }

    @Test
    void letsAnActOfUnknownOutcomeSettleBeforeTheNextClaim() {
        var ledger = at(NOW);
        ledger.releaseUnknown(granted(ledger), SETTLE);

        assertThat(ledger.claim(ACCOUNT, LEASE)).isEqualTo(new Claim.Held(NOW.plus(SETTLE)));
        assertThat(at(NOW.plus(SETTLE)).claim(ACCOUNT, LEASE)).isEqualTo(new Claim.Granted(ACCOUNT, 2, true));
    }

    @Test
    void ignoresWhatAnOvertakenClaimerGivesBack() {
        var ledger = at(NOW);
        var zombie = granted(ledger);
        var later = at(NOW.plus(LEASE));
        later.claim(ACCOUNT, LEASE);

        later.releaseUntouched(zombie);
        later.releaseUnknown(zombie, Duration.ZERO);

        assertThat(later.claim(ACCOUNT, LEASE))
                .isEqualTo(new Claim.Held(NOW.plus(LEASE).plus(LEASE)));
    }

    @Test
    void knowsWhatIsRecorded() {
        var ledger = at(NOW);
        granted(ledger);

        ledger.record(ACCOUNT, "AC1", Optional.empty(), Optional.empty());

        assertThat(ledger.claim(ACCOUNT, LEASE)).isEqualTo(new Claim.Recorded("AC1", NOW, Optional.empty()));
        assertThat(ledger.sid(ACCOUNT)).contains("AC1");
    }

    @Test
    void recordsForAZombieToo() {
        var ledger = at(NOW);
        granted(ledger);
        var later = at(NOW.plus(LEASE));
        var successor = granted(later);

        later.record(ACCOUNT, "AC1", Optional.empty(), Optional.empty());
        later.releaseUnknown(successor, SETTLE);

        assertThat(later.claim(ACCOUNT, LEASE)).isEqualTo(new Claim.Recorded("AC1", NOW.plus(LEASE), Optional.empty()));
    }

    @Test
    void recordsTheSameAgainWithoutAChange() {
        at(NOW).record(ACCOUNT, "AC1", Optional.of("Acme"), Optional.empty());
        var before = items();

        at(NOW.plusSeconds(5)).record(ACCOUNT, "AC1", Optional.of("Acme"), Optional.empty());

        assertThat(items()).isEqualTo(before);
    }

    @Test
    void refusesASecondSidForAResource() {
        var ledger = at(NOW);
        ledger.record(ACCOUNT, "AC1", Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> ledger.record(ACCOUNT, "AC2", Optional.empty(), Optional.empty()))
                .isInstanceOf(LedgerConflictException.class)
                .hasMessageContaining("AC2")
                .hasMessageContaining("acme");
        assertThat(ledger.sid(ACCOUNT)).contains("AC1");
    }

    @Test
    void listsAnOrganisationsEntriesTheOpenOnesToo() {
        var ledger = at(NOW);
        var first = ResourceKey.number(ACME, US_LOCAL, 1);
        var second = ResourceKey.number(ACME, US_LOCAL, 2);
        ledger.claim(second, LEASE);
        ledger.record(first, "PN1", Optional.of("+14155550100"), Optional.empty());
        ledger.record(ACCOUNT, "AC1", Optional.empty(), Optional.empty());
        ledger.record(ResourceKind.ACCOUNT.key(new OrgId("acme2")), "AC2", Optional.empty(), Optional.empty());

        assertThat(ledger.entries(ACME))
                .containsExactly(
                        new LedgerEntry(ACCOUNT, Optional.of("AC1"), Optional.empty(), false),
                        new LedgerEntry(first, Optional.of("PN1"), Optional.of("+14155550100"), false),
                        new LedgerEntry(second, Optional.empty(), Optional.empty(), true));
    }

    @Test
    void keepsASecretBesideARecordedResourceOnly() {
        var ledger = at(NOW);
        var secret = SdkBytes.fromUtf8String("encrypted");
        assertThat(ledger.secret(ACCOUNT)).isEmpty();
        assertThatThrownBy(() -> ledger.keepSecret(ACCOUNT, secret))
                .isInstanceOf(ConditionalCheckFailedException.class);

        ledger.record(ACCOUNT, "AC1", Optional.empty(), Optional.empty());
        assertThat(ledger.withSecret(ACCOUNT)).isEmpty();
        ledger.keepSecret(ACCOUNT, secret);

        assertThat(ledger.secret(ACCOUNT)).contains(secret);
        assertThat(ledger.withSecret(ACCOUNT)).contains(new Ledger.SidWithSecret("AC1", secret));
        assertThat(ledger.sid(ACCOUNT)).contains("AC1");
    }

    @Test
    void recordsASecretTogetherWithItsResource() {
        var secret = SdkBytes.fromUtf8String("encrypted");

        at(NOW).record(ACCOUNT, "AC1", Optional.empty(), Optional.of(secret));

        assertThat(at(NOW).secret(ACCOUNT)).contains(secret);
    }

    @Test
    void forgetsWhatIsGoneSoThatItCanBeCreatedAgain() {
        var ledger = at(NOW);
        ledger.record(ACCOUNT, "AC1", Optional.of("Acme"), Optional.of(SdkBytes.fromUtf8String("encrypted")));

        ledger.forget(ACCOUNT, "AC9");
        assertThat(ledger.sid(ACCOUNT)).contains("AC1");
        ledger.forget(ACCOUNT, "AC1");
        ledger.forget(ACCOUNT, "AC1");

        assertThat(ledger.entries(ACME))
                .containsExactly(new LedgerEntry(ACCOUNT, Optional.empty(), Optional.empty(), false));
        assertThat(ledger.secret(ACCOUNT)).isEmpty();
        assertThat(granted(ledger).lookUpFirst()).isFalse();
    }

    /** Twilio asked for a pause: nothing was done, so the next claim need not look up. */
    @Test
    void grantsAPostponedClaimAfterThePauseWithNothingToLookUp() {
        var ledger = at(NOW);
        ledger.postpone(granted(ledger), SETTLE);

        assertThat(at(NOW.plus(SETTLE).minusMillis(1)).claim(ACCOUNT, LEASE))
                .isEqualTo(new Claim.Held(NOW.plus(SETTLE)));
        assertThat(at(NOW.plus(SETTLE)).claim(ACCOUNT, LEASE)).isEqualTo(new Claim.Granted(ACCOUNT, 2, false));
    }

    @Test
    void knowsTheSidsOfWhatIsRecordedOnly() {
        var number = ResourceKey.number(ACME, US_LOCAL, 1);
        at(NOW).record(ACCOUNT, "AC1", Optional.empty(), Optional.empty());
        at(NOW).claim(number, LEASE);

        assertThat(at(NOW).sids(ACME)).containsExactly(Map.entry(ACCOUNT, "AC1"));
    }

    @Test
    void knowsWhenAResourceWasLastSubmitted() {
        var later = NOW.plusSeconds(60);
        assertThat(at(NOW).lastSubmitted(ACCOUNT)).isEmpty();
        at(NOW).record(ACCOUNT, "AC1", Optional.empty(), Optional.empty());
        assertThat(at(NOW).lastSubmitted(ACCOUNT)).contains(NOW);

        at(later).submitted(ACCOUNT, "AC1");

        assertThat(at(later).lastSubmitted(ACCOUNT)).contains(later);
    }

    private Ledger at(Instant time) {
        return new Ledger(local.table(), InstantSource.fixed(time));
    }

    private Object items() {
        return local.table()
                .client()
                .scan(scan -> scan.tableName(local.table().name()))
                .items();
    }

    private static Claim.Granted granted(Ledger ledger) {
        return (Claim.Granted) ledger.claim(ACCOUNT, LEASE);
    }
}
